import request from 'supertest';
import { isOfTheApi, Routes } from '../../apps/api/src/http/routes.js';
import { bookedCookie, opensInBrowser, signInSecret } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const pin = '480913726058';
const person = { timeZone: 'Europe/London', name: 'Ida', email: 'ida@example.org' };

/** A form of a page: where it goes, what it means to send, and what does not hold. */
interface PageForm {
  readonly path: string;
  readonly good: Record<string, string>;
  readonly bad: Record<string, string>;
}
interface Scene {
  readonly slug: string;
  readonly offering: string;
  readonly manage: string;
  readonly joining: string;
  readonly waitlist: string;
  readonly csrfToken: string;
}

/** Every form of our pages, by its route. */
const forms: Record<string, (scene: Scene) => PageForm> = {
  '/:practice/book/:offering': ({ slug, offering }) => ({
    path: `/${slug}/book/${offering}`,
    good: { ...person, start: '2027-01-20T10:00:00.000Z' },
    bad: { ...person, start: '2027-01-20T10:00:00.000Z', email: 'nobody' },
  }),
  '/:practice/wait/:offering': ({ slug, offering }) => ({
    path: `/${slug}/wait/${offering}`,
    good: { ...person, until: '' },
    bad: { ...person, email: 'nobody' },
  }),
  '/a/:token/waitlist': ({ manage }) => ({
    path: `/a/${manage}/waitlist`,
    good: { action: 'leave' },
    bad: { action: 'join', days: 'someday' },
  }),
  '/a/:token/private': ({ manage }) => ({
    path: `/a/${manage}/private`,
    good: { pin, again: pin },
    bad: { pin, again: '1' },
  }),
  '/a/:token/hold': ({ manage }) => ({ path: `/a/${manage}/hold`, good: {}, bad: { colour: 'red' } }),
  '/a/:token/checkout': ({ manage }) => ({ path: `/a/${manage}/checkout`, good: {}, bad: { colour: 'red' } }),
  '/a/:token/cancel': ({ manage }) => ({
    path: `/a/${manage}/cancel`,
    good: { seenAmount: '0', seenCurrency: 'GBP' },
    bad: { seenAmount: '7', seenCurrency: 'GBP' }, // what was read before is not what would happen: 409
  }),
  '/a/:token/move': ({ manage }) => ({
    path: `/a/${manage}/move`,
    good: { start: '2027-01-27T10:00:00Z', zone: 'Europe/London' }, // held for its payment: it stays where it is
    bad: { start: 'later', zone: 'nowhere' },
  }),
  '/w/:token': ({ waitlist }) => ({ path: `/w/${waitlist}`, good: { action: 'confirm' }, bad: { action: 'claim' } }),
  '/i/:token': ({ joining }) => ({
    path: `/i/${joining}`,
    good: { answer: 'accept', name: 'Ben', timeZone: 'Europe/Berlin' },
    bad: { answer: 'accept', name: '', timeZone: 'nowhere' },
  }),
  '/me': ({ slug }) => ({
    path: '/me',
    good: { email: person.email, practice: slug },
    bad: { email: 'nobody', practice: slug },
  }),
  '/me/private': ({ csrfToken }) => ({
    path: '/me/private',
    good: { csrfToken, action: 'choose', pin, again: pin, code: '' },
    bad: { csrfToken, action: 'choose', pin, again: '1', code: '' },
  }),
  '/me/settings': ({ csrfToken }) => {
    const chosen = { csrfToken, sender: '', subject: '', quietTo: '', action: 'save', revision: '0' };
    return {
      path: '/me/settings',
      good: { ...chosen, level: 'time_only', quietFrom: '' },
      bad: { ...chosen, level: 'time_only', quietFrom: 'soon' },
    };
  },
  '/me/sign-out': ({ csrfToken }) => ({ path: '/me/sign-out', good: { csrfToken }, bad: { csrfToken, colour: 'red' } }),
};

/** The secret of an invitation that Ben got, whom somebody named as their partner. */
async function invited(): Promise<string> {
  const practice = await given.practice();
  const offering = await given.offering(practice, { kind: 'couple' });
  const partner = { name: 'Ben', email: `ben-${practice.slug}@example.org`, timeZone: 'Europe/Madrid' };
  const booked = await app.books('Ana', practice, offering, '2027-01-13T10:00:00Z', { partner });
  const { id } = (booked.body as { appointment: { id: string } }).appointment;
  const { caseId } = (await app.as(practice).get(`/appointments/${id}`)).body as { caseId: string };
  const { participants } = (await app.as(practice).get(`/cases/${caseId}`)).body as {
    participants: { id: string; clientId: string | null }[];
  };
  const named = participants.find(({ clientId }) => clientId === null)!;
  await app.as(practice).post(`/cases/${caseId}/partners/${named.id}/invite`).send({});
  await app.settle();
  return /\/i\/(\S+)/.exec(app.mailbox.messages(partner.email).at(-1)?.text ?? '')![1]!;
}

/** The secret that came to Ida, who asked to hear of a time. */
async function asked(practice: string, offering: string): Promise<string> {
  const client = { ...person, email: `ida-${practice}@example.org` };
  await app.visitor.post(`/api/v1/public/practices/${practice}/waitlist`).send({ offering, client });
  await app.settle();
  return /\/w\/(\S+)/.exec(app.mailbox.messages(client.email).at(-1)?.text ?? '')![1]!;
}

/** Somebody who booked a paid time in a browser, sits in an open session, and knows of an invitation. */
async function scene(): Promise<Scene & { cookie: string }> {
  const practice = await given.practice();
  const offering = await given.paidOffering(practice);
  const booked = await app.books('Ida', practice, offering, '2027-01-21T10:00:00Z');
  const [client] = await app.rows<{ id: string }>(practice, 'clients');
  const kept = bookedCookie(booked)!;
  const token = await signInSecret(app, practice.id, client!.id);
  const { cookie, csrf: csrfToken, call } = await opensInBrowser(app, token, [kept]);
  expect((await call('put', '/private/pin', { pin })).status).toBe(200);
  const manage = (booked.body as { manageUrl: string }).manageUrl.split('/').at(-1)!;
  const { slug } = practice;
  const links = { manage, joining: await invited(), waitlist: await asked(slug, offering.slug) };
  return { slug, offering: offering.slug, ...links, csrfToken, cookie };
}

describe('A form of a page that is sent with an Idempotency-Key (item 2)', () => {
  it('is each of these', () => {
    const posts = app.api
      .get(Routes)
      .all()
      .filter((route) => route.method === 'POST' && !isOfTheApi(route));
    expect(posts.map(({ path }) => path)).toEqual(Object.keys(forms).sort());
  });

  it.each(Object.keys(forms))('%s is answered twice, at once and by a page, whether it holds or not', async (route) => {
    const { cookie, ...made } = await scene();
    const { path, good, bad } = forms[route]!(made);
    for (const [key, fields] of Object.entries({ bad, good })) {
      const send = () =>
        request(app.url).post(path).type('form').redirects(0).set('Cookie', cookie).set('Idempotency-Key', key);
      const first = await send().send(fields);
      const again = await send().send(fields).timeout(1000);
      for (const answer of [first, again]) {
        expect(answer.status).toBeLessThan(500);
        expect(answer.headers['idempotency-replayed']).toBeUndefined();
        expect(answer.headers['content-type'] ?? '').not.toContain('json');
      }
    }
  });
});
