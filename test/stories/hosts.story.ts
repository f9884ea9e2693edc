import { Payer } from '../support/payments.js';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const payer = new Payer(app);
const monday = '2027-01-18T10:00:00Z';

/** Gives a practice a host of its own, as who runs the installation does. */
async function at(practice: GivenPractice, host: string): Promise<GivenPractice> {
  await app.sql('UPDATE practices SET host = $2 WHERE id = $1', [practice.id, host]);
  return practice;
}

let count = 0;
/** Two practices, each at a host of its own. */
async function twoHosts() {
  const n = ++count;
  const calm = { host: `calm${n}.example`, ...(await at(await app.given.practice(), `calm${n}.example`)) };
  const other = { host: `other${n}.example`, ...(await at(await app.given.practice(), `other${n}.example`)) };
  return { calm, other, calmOffering: await app.given.offering(calm), otherOffering: await app.given.offering(other) };
}
const shows = (host: string, path: string) => app.visitor.get(path).set('host', host).redirects(0);
const originAt = (host: string) => `http://${host}:${new URL(app.url).port}`;

describe('A practice with a host of its own (item 2)', () => {
  it('is the first page there, each host showing its own', async () => {
    const { calm, other } = await twoHosts();
    for (const [here, there] of [
      [calm, other],
      [other, calm],
    ] as const) {
      const page = await shows(here.host, '/');
      expect(page.status).toBe(200);
      expect(page.text).toContain(`href="/${here.slug}"`);
      expect(page.text).not.toContain(there.slug);
    }
    expect((await shows(calm.host.toUpperCase(), '/')).text).toContain(calm.slug);
  });

  it('has nothing of another practice there: its pages, its times, its links', async () => {
    const { calm, other, otherOffering } = await twoHosts();
    const booking = await payer.books('Ana', other, otherOffering, monday);
    for (const path of [
      `/${other.slug}`,
      `/${other.slug}/help`,
      `/${other.slug}/${other.coach.slug}`,
      `/${other.slug}/book/${otherOffering.slug}`,
      `/embed/${other.slug}`,
      `/embed/${other.slug}/${otherOffering.slug}`,
      `/a/${booking.token}`,
      `/api/v1/public/practices/${other.slug}`,
      `/api/v1/public/appointments/${booking.token}`,
    ]) {
      expect([path, (await shows(calm.host, path)).status]).toEqual([path, 404]);
      expect([path, (await shows(other.host, path)).status]).toEqual([path, 200]);
    }
    const booked = await app.visitor
      .post(`/api/v1/public/practices/${other.slug}/bookings`)
      .set('host', calm.host)
      .send({
        offering: otherOffering.slug,
        start: monday,
        client: { name: 'Bo', email: 'bo@example.org', timeZone: 'UTC' },
      });
    expect(booked).toBeProblem(404, '/problems/not-found');
    const opened = await app.visitor
      .post('/api/v1/portal/session')
      .set('host', calm.host)
      .send({ token: booking.token });
    expect(opened).toBeProblem(404, '/problems/not-found');
    const key = { authorization: `Bearer ${other.apiKey}`, host: calm.host };
    expect(await app.visitor.get('/api/v1/admin/clients').set(key)).toBeProblem(404, '/problems/not-found');
  });

  it('can still be found by path at the address of the installation, and at a name that nobody has', async () => {
    const { calm } = await twoHosts();
    for (const host of [new URL(app.url).host, 'nobody.example']) {
      expect((await shows(host, `/${calm.slug}`)).status).toBe(200);
      const home = await shows(host, '/');
      expect(home.text).toContain('You are looking for a coach');
      expect(home.text).not.toContain('nobody.example');
    }
  });

  it('has that host in its links, whatever a request or a proxy says of its own', async () => {
    const { calm, calmOffering } = await twoHosts();
    const plain = await app.given.practice();
    const plainOffering = await app.given.offering(plain);
    const manageUrl = async (practice: GivenPractice, offering: { slug: string }, host: string, name: string) => {
      const client = { name, email: `${name.toLowerCase()}@example.org`, timeZone: 'Europe/London' };
      const answer = await app.visitor
        .post(`/api/v1/public/practices/${practice.slug}/bookings`)
        .set('host', host)
        .send({ offering: offering.slug, start: monday, client });
      expect(answer.status).toBe(201);
      return (answer.body as { manageUrl: string }).manageUrl;
    };
    expect(await manageUrl(calm, calmOffering, calm.host, 'Cal')).toMatch(new RegExp(`^${originAt(calm.host)}/a/`));
    expect(await manageUrl(plain, plainOffering, 'nobody.example', 'Pia')).toMatch(new RegExp(`^${app.url}/a/`));
    await app.settle();
    expect(app.mailbox.messages('cal@example.org').at(-1)?.text).toContain(`${originAt(calm.host)}/a/`);
    expect(app.mailbox.messages('pia@example.org').at(-1)?.text).toContain(`${app.url}/a/`);
    // The studio is one for the whole installation.
    expect(
      app.mailbox
        .messages(calm.ownerEmail)
        .map(({ text }) => text)
        .join(),
    ).not.toContain(calm.host);
  });

  it('sends its sign-in links there, without asking which practice it is', async () => {
    const { calm, calmOffering } = await twoHosts();
    await payer.books('Ida', calm, calmOffering, monday);
    await app.settle();
    await app.mailbox.clear();
    const page = await shows(calm.host, '/me');
    expect(page.text).toContain(`type="hidden" name="practice" value="${calm.slug}"`);
    const asked = await app.visitor
      .post('/me')
      .set('host', calm.host)
      .type('form')
      .send({ practice: calm.slug, email: 'ida@example.org' });
    expect(asked.status).toBe(200);
    await app.settle();
    expect(app.mailbox.messages('ida@example.org').at(-1)?.text).toContain(`${originAt(calm.host)}/me/sign-in/`);
  });

  it('takes changes of its own pages alone for its own', async () => {
    const { calm, other } = await twoHosts();
    const from = (host: string, origin: string) =>
      app.visitor
        .post('/api/v1/admin/session')
        .set({ host, origin })
        .send({ email: calm.ownerEmail, password: calm.ownerPassword });
    expect((await from(calm.host, originAt(calm.host))).status).toBe(200);
    for (const foreign of [originAt(other.host), app.url, 'https://evil.example'])
      expect(await from(calm.host, foreign)).toBeProblem(403, '/problems/foreign-origin');
    // Whoever points a name of theirs at us does not become one of us.
    expect(await from('evil.example', 'http://evil.example')).toBeProblem(403, '/problems/foreign-origin');
    expect((await from(new URL(app.url).host, app.url)).status).toBe(200);
  });
});
