import { useTestApp } from '../support/test-app.js';
import { signsIn } from '../support/insiders.js';
import { newId } from '#platform';

const app = useTestApp();
const { given } = app;
const nul = '\u0000';
const person = (name: string, email: string) => ({ name, email, timeZone: 'Europe/London' });

describe('A NUL byte, which no text in the database can hold', () => {
  it('is never a fault of ours in the path of a page or of the public door', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const of = `/${practice.slug}`;
    const zone = 'timeZone=Europe/London';
    const faults: string[] = [];
    for (const path of [
      '/%00',
      '/a%00b',
      `${of}/%00`,
      `${of}/${practice.coach.slug}%00`,
      `${of}/coaches/%00`,
      `${of}/book/%00`,
      `${of}/book/${offering.slug}%00`,
      `${of}/book/${offering.slug}?coach=%00`,
      `${of}/offerings/%00`,
      `${of}/quizzes/%00`,
      `${of}/sign-in?email=%00`,
      '/m/%00',
      `/m/${practice.id}_%00`,
      '/f/%00',
      '/me?x=%00',
      '/studio/%00',
      '/problems/%00',
      '/api/v1/public/practices/%00',
      `/api/v1/public/practices/${practice.slug}%00`,
      `/api/v1/public/practices${of}/offerings/%00`,
      `/api/v1/public/practices${of}/offerings/%00/slots?from=2027-01-12&to=2027-01-13&${zone}`,
      `/api/v1/public/practices${of}/offerings/${offering.slug}/slots?from=2027-01-12&to=2027-01-13&${zone}&coach=%00`,
      `/api/v1/public/practices${of}/quizzes/%00`,
      '/api/v1/public/appointments/%00',
      `/api/v1/public/appointments/${newId()}_%00`,
      `/api/v1/admin/invitations/${newId()}_%00`,
    ]) {
      const { status } = await app.visitor.get(path).redirects(0);
      if (status >= 500) faults.push(`${status} ${path}`);
    }
    expect(faults).toEqual([]);
  });

  it('is refused in what is sent, with the field it stands in', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const owner = await signsIn(app, practice, { role: 'owner', coach: true });
    const bookings = `/api/v1/public/practices/${practice.slug}/bookings`;
    const book = (more: object) =>
      app.visitor
        .post(bookings)
        .send({
          offering: offering.slug,
          start: '2027-01-12T10:00:00Z',
          client: person('Ana', 'ana@example.org'),
          ...more,
        })
        .then(({ status }) => status);
    const sign = (path: string, body: object) =>
      app.visitor
        .post(`/api/v1/${path}`)
        .send(body)
        .then(({ status }) => status);
    const statuses = {
      name: await book({ client: person(`A${nul}na`, 'ana@example.org') }),
      email: await book({ client: person('Ana', `a${nul}@example.org`) }),
      offering: await book({ offering: `${offering.slug}${nul}` }),
      coach: await book({ coach: nul }),
      source: await book({ source: nul }),
      zone: await book({ client: { ...person('Ana', 'a@example.org'), timeZone: nul } }),
      phone: await book({ client: { ...person('Ana', 'a@example.org'), phone: nul } }),
      session: await sign('admin/session', { email: `a${nul}@example.org`, password: 'a long enough password' }),
      password: await sign('admin/session', { email: practice.ownerEmail, password: `a long enough password${nul}` }),
      practice: await sign('admin/session', { email: practice.ownerEmail, password: 'x', practice: nul }),
      signIn: await sign('portal/sign-in', { practice: nul, email: 'ana@example.org' }),
      token: await sign('portal/session', { token: `${practice.id}_${nul}` }),
      clients: (await owner.post('/clients', person(`A${nul}`, 'zoe@example.org'))).status,
      search: (await owner.get('/clients?q=%00')).status,
      cases: (await owner.get('/cases?q=a%00')).status,
      audit: (await owner.get('/audit-entries?action=%00')).status,
      appointments: (await owner.get('/appointments?status=%00')).status,
      cursor: (await owner.get(`/clients?cursor=${Buffer.from('["\u0000"]').toString('base64url')}`)).status,
      key: (await owner.post('/api-keys', { name: nul, scopes: ['notes:read'] })).status,
      form: (
        await owner.post('/forms', {
          slug: 'nul',
          name: 'N',
          kind: 'intake',
          definition: { questions: [{ id: 'one', kind: 'short_text', label: `A${nul}b` }] },
        })
      ).status,
      reason: (await owner.post(`/appointments/${newId()}/cancel`, { reason: nul })).status,
    };
    expect(Object.entries(statuses).filter(([, status]) => status < 400 || status >= 500)).toEqual([]);
  });
});
