import { givenCase, givenClient } from '#clients/testing';
import { newId } from '#platform';
import type { GivenPractice } from '../support/given.js';
import { bookedCookie, opensInBrowser, signInSecret } from '../support/private-door.js';
import { formToken, visitsForm } from '../support/portal.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const pin = '480913726058';
const said = 'osprey-candle-83';
const questions = [
  { id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true },
  { id: 'pace', kind: 'short_text', label: 'Which pace suits you?', required: true },
];

interface Made {
  readonly id: string;
  readonly revision: number;
}

/** A form that is mailed to this client; answers its assignment. */
async function asks(practice: GivenPractice, client: string, more: object = {}): Promise<string> {
  const form = { slug: `form-${newId()}`, name: 'A form', kind: 'intake', definition: { questions } };
  const { id } = (await app.as(practice).post('/forms').send(form)).body as Made;
  const made = await app
    .as(practice)
    .post('/assignments')
    .send({ form: id, client, ...more });
  expect(made.status).toBe(201);
  await app.settle();
  return (made.body as Made).id;
}

/** Ana's mailbox opens the form that was mailed last. */
async function begins(email: string) {
  const visit = await visitsForm(app, formToken(app, email));
  await visit.agree();
  expect((await visit.answer('hope', { value: said })).status).toBe(200);
  return visit;
}

/** Ana books with an address that is new, in a browser of its own. */
async function booksFrom(practice: GivenPractice, email: string) {
  const client = { name: 'Ana', email, timeZone: 'Europe/London' };
  const offering = await given.offering(practice);
  const booked = await app.books('Ana', practice, offering, '2027-01-13T10:00:00Z', { client });
  expect(booked.status).toBe(201);
  const [row] = await app.sql<{ id: string }>(
    'SELECT id FROM clients WHERE practice_id = $1 AND email = $2 ORDER BY id DESC LIMIT 1',
    [practice.id, email],
  );
  return { id: row!.id, cookie: bookedCookie(booked)! };
}

async function moves(practice: GivenPractice, client: string, email: string): Promise<void> {
  const { revision } = (await app.as(practice).get(`/clients/${client}`)).body as Made;
  const moved = await app.as(practice).patch(`/clients/${client}`).set('If-Match', `"${revision}"`).send({ email });
  expect(moved.status).toBe(200);
  await app.settle();
}

const addresses = ({ slug }: GivenPractice) => [`old-${slug}@example.org`, `new-${slug}@example.org`] as const;

describe('Answers of a person whose address is corrected to one they have booked with meanwhile', () => {
  it.each([['before'], ['after']])(
    'stay readable for their coach, and the form goes on, where the new one is confirmed %s the correction',
    async (when) => {
      const practice = await given.practice();
      const [old, fresh] = addresses(practice);
      const ana = await givenClient((sql, values) => app.sql(sql, values), practice.id, { name: 'Ana', email: old });
      const caseId = await givenCase((sql, values) => app.sql(sql, values), practice.id, practice.coach.id, [ana]);
      const handedIn = await asks(practice, ana, { case: caseId });
      const first = await begins(old);
      await first.answer('pace', { value: 'slow' });
      expect((await first.submit()).status).toBe(200);
      const begun = await asks(practice, ana, { case: caseId });
      await begins(old);

      const again = await booksFrom(practice, fresh);
      const confirm = async () => opensInBrowser(app, await signInSecret(app, practice.id, again.id));
      if (when === 'before') await confirm();
      await moves(practice, ana, fresh);
      if (when === 'after') await confirm();

      const visit = await visitsForm(app, formToken(app, fresh));
      expect(visit.assignment).toBe(begun);
      expect((await visit.get('/session')).body).toMatchObject({ client: { id: again.id } });
      expect((await visit.view()).body).toMatchObject({ next: 'pace', answers: {}, consent: { given: true } });
      expect(await visit.answer('hope', { value: 'other' })).toBeProblem(403, '/problems/private-locked');
      expect((await visit.answer('pace', { value: 'slow' })).status).toBe(200);
      expect((await visit.submit()).status).toBe(200);
      for (const assignment of [handedIn, begun]) {
        const { body } = await app.as(practice).get(`/assignments/${assignment}`);
        expect(body).toMatchObject({ clientId: again.id, status: 'submitted' });
        const read = await app.as(practice).get(`/responses/${(body as { responseId: string }).responseId}`);
        expect(read.status).toBe(200);
        expect(read.body).toMatchObject({ clientId: again.id, answers: { hope: said, pace: 'slow' } });
        expect((read.body as { consent: unknown }).consent).not.toBeNull();
      }
    },
  );

  it('are opened by no PIN that was chosen for the other of the two, for they may be two people', async () => {
    const practice = await given.practice();
    const [old, fresh] = addresses(practice);
    const other = await booksFrom(practice, fresh);
    const browser = await opensInBrowser(app, await signInSecret(app, practice.id, other.id), [other.cookie]);
    expect((await browser.call('put', '/private/pin', { pin })).status).toBe(200);
    app.clock.advance({ minutes: 1 });
    const person = { name: 'Ana', email: old, timeZone: 'Europe/London' };
    const { id } = (await app.as(practice).post('/clients').send(person)).body as Made;
    await asks(practice, id);
    await begins(old);
    await moves(practice, id, fresh);
    const visit = await visitsForm(app, formToken(app, fresh));
    expect((await visit.get('/session')).body).toMatchObject({ client: { id: other.id } });
    expect((await browser.call('get', '/private')).body).toMatchObject({ factors: { pin: false }, unlocked: false });
  });
});
