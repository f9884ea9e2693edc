import { givenCase, givenClient } from '#clients/testing';
import { KeyStore, system } from '#platform';
import type { GivenPractice } from '../support/given.js';
import { signsIn } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const secret = 'otter-candle-63';
const write = (sql: string, values: unknown[]) => app.sql(sql, values);

interface NoteBody {
  id: string;
  body: string;
  audience: string;
  author: { id: string; name: string };
}

async function givenPeople(practice: GivenPractice, coachId: string, names: readonly string[]) {
  const clients: string[] = [];
  for (const name of names) clients.push(await givenClient(write, practice.id, { name }));
  const caseId = await givenCase(write, practice.id, coachId, clients);
  const participants = await app.sql<{ id: string; client_id: string }>(
    'SELECT id, client_id FROM participants WHERE case_id = $1 ORDER BY id',
    [caseId],
  );
  return { clients, caseId, participants, path: `/cases/${caseId}/notes` };
}

const bodies = (answer: { body: unknown }) => (answer.body as { data: NoteBody[] }).data.map(({ body }) => body);

describe('Notes of a case (item 7)', () => {
  it('are written by its coach for the coach, for one participant or for all, and read back in order', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true, name: 'Cora Vale' });
    const { path, participants } = await givenPeople(practice, coach.coachId, ['Ana', 'Ben']);
    for (const audience of ['coach', participants[0]!.id, 'all']) {
      const made = await coach.post(path, { audience, body: `${secret} for ${audience}` });
      expect(made.status).toBe(201);
      expect(made.body).toMatchObject({ audience, author: { name: 'Cora Vale' }, createdAt: '2027-01-11T09:00:00Z' });
    }
    const all = await coach.get(path);
    expect(bodies(all)).toEqual(['coach', participants[0]!.id, 'all'].map((audience) => `${secret} for ${audience}`));
    const page = (await coach.get(`${path}?limit=2`)).body as { nextCursor: string };
    expect(bodies(await coach.get(`${path}?limit=2&cursor=${page.nextCursor}`))).toEqual([`${secret} for all`]);
    expect((await coach.get(`${path}?cursor=nonsense`)).body).toMatchObject({
      status: 400,
      errors: [{ path: 'cursor' }],
    });
    expect(await app.findInDatabase(secret)).toEqual([]);
  });

  it('exist for nobody but that coach and keys that may read them', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const { path } = await givenPeople(practice, coach.coachId, ['Ana']);
    const note = { audience: 'coach', body: secret };
    await coach.post(path, note);
    expect(bodies(await app.as(practice).get(path))).toEqual([secret]);

    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    const owner = await signsIn(app, practice, { role: 'owner' });
    for (const other of [colleague, owner]) {
      expect((await other.get(path)).status).toBe(404);
      expect((await other.post(path, note)).status).toBe(404);
    }
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    expect(await assistant.get(path)).toBeProblem(403, '/problems/forbidden');
    expect(await assistant.post(path, note)).toBeProblem(403, '/problems/forbidden');
    const stranger = await given.practice();
    expect((await app.as(stranger).get(path)).status).toBe(404);
    expect((await app.as(stranger).post(path).send(note)).status).toBe(404);
    const made = await app
      .as(practice)
      .post('/api-keys')
      .send({ name: 'reader', scopes: ['cases:read'] });
    const key = (made.body as { key: string }).key;
    expect((await app.as({ apiKey: key }).get(path)).status).toBe(403);
    expect(await app.rows(practice, 'notes')).toHaveLength(1);
  });

  it('are about an appointment and a participant of this very case', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const booked = await app.books('Zoe', practice, offering, '2027-01-12T10:00:00Z');
    const appointment = (booked.body as { appointment: { id: string } }).appointment.id;
    const { path } = await givenPeople(practice, practice.coach.id, ['Ana']);
    const other = await givenPeople(practice, practice.coach.id, ['Ben']);
    const admin = app.as(practice);
    const post = (more: object) => admin.post(path).send({ audience: 'coach', body: 'x', ...more });
    expect((await post({ appointment })).status).toBe(404);
    expect((await post({ audience: other.participants[0]!.id })).status).toBe(404);
    expect((await post({ audience: 'everybody' })).body).toMatchObject({ status: 400, errors: [{ path: 'audience' }] });
    expect((await post({ body: '  ' })).body).toMatchObject({ status: 400, errors: [{ path: 'body' }] });
    expect((await post({ colour: 'red' })).body).toMatchObject({ status: 400, errors: [{ path: 'colour' }] });
    const [own] = await app.rows<{ case_id: string }>(practice, 'appointments');
    const made = await admin.post(`/cases/${own!.case_id}/notes`).send({ audience: 'coach', body: 'x', appointment });
    expect(made.body).toMatchObject({ appointmentId: appointment, author: { id: practice.coach.id } });
  });

  it('of a couple survive the erasure of one, except what was for that one alone', async () => {
    const practice = await given.practice();
    const { path, caseId, clients, participants } = await givenPeople(practice, practice.coach.id, ['Ana', 'Ben']);
    const admin = app.as(practice);
    for (const audience of ['all', participants[0]!.id, 'coach', participants[1]!.id])
      await admin.post(path).send({ audience, body: `for ${audience}` });
    const keys = (await app.rows<{ key_person_id: string }>(practice, 'notes')).map((row) => row.key_person_id);
    expect(keys).toEqual([caseId, participants[0]!.client_id, caseId, participants[1]!.client_id]);

    await app.db.inPractice({ practiceId: practice.id, actor: system }, (tx) =>
      app.api.get(KeyStore).erase(tx, participants[0]!.client_id),
    );
    expect(clients).toContain(participants[0]!.client_id);
    const left = await admin.get(path);
    expect(left.status).toBe(200);
    expect(bodies(left)).toEqual(['for all', 'for coach', `for ${participants[1]!.id}`]);
  });

  it('of one person are sealed with that person’s key', async () => {
    const practice = await given.practice();
    const { path, clients } = await givenPeople(practice, practice.coach.id, ['Ana']);
    await app.as(practice).post(path).send({ audience: 'coach', body: secret });
    expect(await app.rows(practice, 'notes')).toMatchObject([{ key_person_id: clients[0] }]);
  });
});

describe('Tasks of a practice (item 7)', () => {
  it('are raised once for a request, settled by its answer, and ticked off by hand', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { approval: 'coach' });
    const first = await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z');
    await app.books('Ben', practice, offering, '2027-01-12T11:00:00Z');
    await app.settle();
    const admin = app.as(practice);
    const open = async () => (await admin.get('/tasks')).body.data as { id: string; kind: string; subjectId: string }[];
    const { id } = (first.body as { appointment: { id: string } }).appointment;
    expect((await open()).map(({ kind }) => kind)).toEqual(['approve_request', 'approve_request']);

    await admin.post(`/appointments/${id}/approve`).send({});
    await app.settle();
    const [left, ...none] = await open();
    expect(none).toEqual([]);
    expect(left!.subjectId).not.toBe(id);
    expect((await admin.post(`/tasks/${left!.id}/done`).send({})).status).toBeLessThan(300);
    expect(await open()).toEqual([]);
  });
});
