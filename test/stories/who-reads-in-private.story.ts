import { givenCase, givenClient } from '#clients/testing';
import type { GivenPractice } from '../support/given.js';
import { signsIn, type Insider } from '../support/insiders.js';
import { formToken, visitsForm } from '../support/portal.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const secret = 'kestrel-lantern-29';
const write = (sql: string, values: unknown[]) => app.sql(sql, values);
const definition = { questions: [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true }] };

interface Made {
  readonly id: string;
}

async function givenForm(practice: GivenPractice): Promise<string> {
  const form = { slug: 'before-we-meet', name: 'Before we meet', kind: 'intake', definition };
  const made = await app.as(practice).post('/forms').send(form);
  expect(made.status).toBe(201);
  return (made.body as Made).id;
}

/** A client of this coach, with a note written about them and a form that they handed in. */
async function confided(practice: GivenPractice, coach: Insider & { coachId: string }) {
  const email = `ana-${practice.slug}@example.org`;
  const client = await givenClient(write, practice.id, { email });
  const caseId = await givenCase(write, practice.id, coach.coachId, [client]);
  expect((await coach.post(`/cases/${caseId}/notes`, { audience: 'coach', body: secret })).status).toBe(201);
  const form = await givenForm(practice);
  const { responseId } = await handedIn(practice, email, (body) => coach.post('/assignments', body), {
    form,
    client,
    case: caseId,
  });
  return { email, client, caseId, form, notes: `/cases/${caseId}/notes`, response: `/responses/${responseId}` };
}

async function handedIn(
  practice: GivenPractice,
  email: string,
  ask: (body: object) => PromiseLike<{ status: number; body: unknown }>,
  body: object,
) {
  const asked = await ask(body);
  expect(asked.status).toBe(201);
  const { id } = asked.body as Made;
  await app.settle();
  const visit = await visitsForm(app, formToken(app, email));
  await visit.agree();
  expect((await visit.answer('hope', { value: secret })).status).toBe(200);
  expect((await visit.submit()).status).toBe(200);
  return (await app.as(practice).get(`/assignments/${id}`)).body as { id: string; responseId: string };
}

const scopes = ['keys:write', 'notes:read', 'answers:read', 'notes:write'];

async function keyOf(maker: Insider): Promise<string> {
  const made = await maker.post('/api-keys', { name: 'A reader', scopes });
  expect(made.status).toBe(201);
  return (made.body as { key: string }).key;
}

describe('What a client said in private', () => {
  it('is not read with a key by a member who could not read it themselves, nor with a key that key makes', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const { notes, response } = await confided(practice, coach);
    const owner = await signsIn(app, practice, { role: 'owner', coach: true });

    const apiKey = await keyOf(owner);
    const made = await app.as({ apiKey }).post('/api-keys').send({ name: 'Once removed', scopes });
    for (const key of [apiKey, (made.body as { key: string }).key]) {
      expect((await app.as({ apiKey: key }).get(notes)).status).toBe(404);
      expect((await app.as({ apiKey: key }).get(response)).status).toBe(404);
      const note = { audience: 'coach', body: 'mine' };
      expect((await app.as({ apiKey: key }).post(notes).send(note)).status).toBe(404);
    }
    expect((await app.as(practice).get(notes)).text).toContain(secret);
    expect((await app.as(practice).get(response)).text).toContain(secret);
  });

  it('is read with a key by an owner who is the coach of the case, for as long as they belong to the practice', async () => {
    const practice = await given.practice();
    const owner = await signsIn(app, practice, { role: 'owner', coach: true });
    const { notes, response } = await confided(practice, owner);
    const apiKey = await keyOf(owner);
    expect((await app.as({ apiKey }).get(notes)).text).toContain(secret);
    expect((await app.as({ apiKey }).get(response)).text).toContain(secret);

    await app.sql(`UPDATE members SET status = 'left' WHERE id = $1`, [owner.memberId]);
    expect((await app.as({ apiKey }).get(notes)).status).toBe(404);
    expect((await app.as({ apiKey }).get(response)).status).toBe(404);
  });

  it('is never read without an entry in the audit, by whoever, and a refusal leaves none', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const { notes, response, caseId } = await confided(practice, coach);
    const owner = await signsIn(app, practice, { role: 'owner', coach: true });
    await owner.get(notes);
    await owner.get(response);
    await coach.get(notes);
    await coach.get(response);
    await app.as(practice).get(notes);
    await app.as(practice).get(response);

    const entries = await app.rows<{ action: string; actor_kind: string; actor_id: string; subject_id: string }>(
      practice,
      'audit_entries',
    );
    const readings = entries
      .filter(({ action }) => action.endsWith('.read'))
      .map((entry) => [entry.action, entry.actor_kind, entry.subject_id]);
    const responseId = response.split('/').at(-1);
    expect(readings).toEqual([
      ['notes.read', 'member', caseId],
      ['answers.read', 'member', responseId],
      ['notes.read', 'api-key', caseId],
      ['answers.read', 'api-key', responseId],
    ]);
    expect(entries.find(({ action }) => action === 'notes.read')?.actor_id).toBe(coach.memberId);
  });
});

describe('What was answered outside any case', () => {
  it('is read by the member who asked, and by no colleague who has or opens a case with that client', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    const email = `ana-${practice.slug}@example.org`;
    const client = await givenClient(write, practice.id, { email });
    await givenCase(write, practice.id, colleague.coachId, [client]);
    const form = await givenForm(practice);
    const { responseId } = await handedIn(practice, email, (body) => coach.post('/assignments', body), {
      form,
      client,
    });
    const path = `/responses/${responseId}`;
    expect((await coach.get(path)).body).toMatchObject({ caseId: null, answers: { hope: secret } });

    const own = { kind: 'individual', coach: colleague.coachId, clients: [client] };
    expect((await colleague.post('/cases', own)).status).toBe(201);
    expect((await colleague.get(path)).status).toBe(404);
    const again = await colleague.post('/assignments', { form, client });
    expect(again.status).toBe(201);
    expect((await colleague.get(path)).status).toBe(404);
  });

  it('is read by the coach of the appointment it was asked about, whoever asked', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    const offering = await given.offering(practice, {
      coachIds: [coach.coachId],
      intakeForm: await givenForm(practice),
    });
    await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z');
    await app.settle();
    await app.sql('UPDATE assignments SET case_id = NULL WHERE practice_id = $1', [practice.id]);
    const visit = await visitsForm(app, formToken(app, 'ana@example.org'));
    await visit.agree();
    await visit.answer('hope', { value: secret });
    await visit.submit();
    const [response] = await app.rows<Made>(practice, 'responses');
    expect((await coach.get(`/responses/${response!.id}`)).body).toMatchObject({ answers: { hope: secret } });
    expect((await colleague.get(`/responses/${response!.id}`)).status).toBe(404);
  });
});

describe('The way to what a client said in private', () => {
  it('is not opened by a colleague who makes a case with them: neither by a code nor by another address', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    const owner = await signsIn(app, practice, { role: 'owner' });
    const { client: inCase, form } = await confided(practice, coach);
    const untold = await givenClient(write, practice.id, { name: 'Una' });
    await givenCase(write, practice.id, coach.coachId, [untold]);
    const email = `ida-${practice.slug}@example.org`;
    const inNoCase = await givenClient(write, practice.id, { name: 'Ida', email });
    await handedIn(practice, email, (body) => coach.post('/assignments', body), { form, client: inNoCase });
    for (const client of [inCase, untold, inNoCase]) {
      const path = `/clients/${client}`;
      const made = { kind: 'individual', coach: colleague.coachId, clients: [client], people: [] };
      expect((await colleague.post('/cases', made)).status).toBe(201);
      expect(await colleague.post(`${path}/private-access`, {})).toBeProblem(403, '/problems/forbidden');
      const { revision, mayReopen } = (await colleague.get(path)).body as { revision: number; mayReopen: boolean };
      expect(mayReopen).toBe(false);
      const taken = await colleague.patch(path, { email: colleague.email }, revision);
      expect(taken).toBeProblem(403, '/problems/forbidden');
      // The owner knows who is whose.
      expect((await owner.get(path)).body).toMatchObject({ mayReopen: true });
      expect((await owner.post(`${path}/private-access`, {})).status).toBe(201);
    }
  });

  it('is opened by the coach to whom all of it was said', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const { client } = await confided(practice, coach);
    expect((await coach.post(`/clients/${client}/private-access`, {})).status).toBe(201);
    const { revision, ...read } = (await coach.get(`/clients/${client}`)).body as { revision: number };
    expect(read).toMatchObject({ mayReopen: true });
    const moved = await coach.patch(`/clients/${client}`, { email: `new-${practice.slug}@example.org` }, revision);
    expect(moved).toMatchObject({ status: 200, body: { mayReopen: true } });
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    expect((await assistant.get(`/clients/${client}`)).body).toMatchObject({ mayReopen: false });
  });
});
