import pg from 'pg';
import { givenCase, givenClient } from '#clients/testing';
import { EnrolmentService } from '#followups';
import { newId, system } from '#platform';
import type { GivenPractice } from '../support/given.js';
import { opensLink } from '../support/portal.js';
import { signInSecret } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const write = (sql: string, values: unknown[]) => app.sql(sql, values);

const evening = { afterDays: 0, at: '18:00', kind: 'service', subject: 'This evening', body: 'Rest well.' };
const morning = { afterDays: 1, at: '09:00', kind: 'service', subject: 'This morning', body: 'One.\n\nTwo.' };
const series = { slug: 'after', name: 'After', trigger: 'manual', exitRules: ['booked'], steps: [evening, morning] };

interface Enrolment {
  id: string;
  status: string;
  reason: string | null;
  nextStep: number | null;
  nextDueAt: string | null;
}

async function givenSeries(practice: GivenPractice, wishes: object = {}): Promise<string> {
  const made = await app
    .as(practice)
    .post('/sequences')
    .send({ ...series, ...wishes });
  expect(made.status).toBe(201);
  return (made.body as { id: string }).id;
}

async function givenPerson(practice: GivenPractice) {
  const email = `ana-${newId()}@example.org`;
  const client = await givenClient(write, practice.id, { email });
  return { client, email };
}

async function enrolments(practice: GivenPractice, sequence: string): Promise<Enrolment[]> {
  return (await app.as(practice).get(`/sequences/${sequence}/enrolments`)).body.data as Enrolment[];
}
const subjects = (email: string) => app.mailbox.messages(email).map(({ subject }) => subject);
const stepsOf = async (practice: GivenPractice) =>
  (await app.rows<{ template: string; status: string; reason: string | null }>(practice, 'messages'))
    .filter(({ template }) => template === 'step')
    .map(({ status, reason }) => `${status} ${reason}`);

/** An appointment of Ana's that is over, with a series after it. */
async function completed(wishes: object = {}) {
  const practice = await given.practice();
  const offering = await given.offering(practice);
  const sequence = await givenSeries(practice, { trigger: 'appointmentCompleted', ...wishes });
  const name = `Ana${newId().slice(-8)}`;
  const booked = await app.books(name, practice, offering, '2027-01-11T10:00:00Z');
  const { id } = (booked.body as { appointment: { id: string } }).appointment;
  app.clock.set('2027-01-11T11:00:00Z');
  expect((await app.as(practice).post(`/appointments/${id}/complete`).send({})).status).toBe(200);
  await app.settle();
  return { practice, offering, sequence, id, name, email: `${name.toLowerCase()}@example.org` };
}

/** Whoever was met last in this practice opens a link that was mailed to them. */
async function confirms(practice: GivenPractice): Promise<void> {
  const clients = await app.rows<{ id: string }>(practice, 'clients');
  const { id } = clients.reduce((one, other) => (other.id > one.id ? other : one));
  expect((await opensLink(app, await signInSecret(app, practice.id, id))).status).toBe(200);
  await app.settle();
}

describe('A sequence (item 7)', () => {
  it('is made and listed, and is refused where it would tell a bystander what it is about', async () => {
    const practice = await given.practice();
    const admin = app.as(practice);
    const id = await givenSeries(practice);
    expect((await admin.get(`/sequences/${id}`)).body).toMatchObject({ ...series, active: true });
    expect((await admin.get('/sequences')).body).toMatchObject({ data: [{ id }], nextCursor: null });
    expect(await admin.post('/sequences').send(series)).toBeProblem(409, '/problems/slug-taken');

    const told = await admin.post('/sequences').send({
      ...series,
      slug: 'telling',
      steps: [
        { ...evening, body: 'About your partner.' },
        { ...morning, subject: 'Your Coaching' },
      ],
    });
    expect(told.status).toBe(400);
    expect(told.body.errors.map(({ path }: { path: string }) => path)).toEqual(['steps.0.body', 'steps.1.subject']);
    const broken = await admin
      .post('/sequences')
      .send({ ...series, slug: 'broken', steps: [{ ...evening, at: '25:00' }] });
    expect(broken.status).toBe(400);
    expect(JSON.stringify(broken.body.errors)).toContain('steps.0');
  });

  it('keeps to the hours on its reader’s wall over a clock change, and finishes', async () => {
    app.clock.set('2027-03-27T12:00:00Z');
    const practice = await given.practice();
    const sequence = await givenSeries(practice);
    const { client, email } = await givenPerson(practice);
    const enrolled = await app.as(practice).post(`/sequences/${sequence}/enrolments`).send({ client });
    expect(enrolled.status).toBe(201);
    expect(enrolled.body).toMatchObject({ status: 'active', nextStep: 0, nextDueAt: '2027-03-27T18:00:00Z' });

    app.clock.set('2027-03-27T17:59:59Z');
    await app.settle();
    expect(subjects(email)).toEqual([]);
    app.clock.set('2027-03-27T18:00:00Z');
    await app.settle();
    expect(subjects(email)).toEqual(['This evening']);
    expect(await enrolments(practice, sequence)).toMatchObject([{ nextStep: 1, nextDueAt: '2027-03-28T08:00:00Z' }]);
    app.clock.set('2027-03-28T08:00:00Z');
    await app.settle();
    expect(subjects(email)).toEqual(['This evening', 'This morning']);
    expect(await enrolments(practice, sequence)).toMatchObject([
      { status: 'finished', nextStep: null, nextDueAt: null },
    ]);
  });

  it('takes nobody in twice by hand, and nobody who is not here', async () => {
    const practice = await given.practice();
    const sequence = await givenSeries(practice);
    const { client } = await givenPerson(practice);
    const enrol = (body: object) => app.as(practice).post(`/sequences/${sequence}/enrolments`).send(body);
    const first = await enrol({ client });
    expect((await enrol({ client })).body).toEqual(first.body);
    expect(await enrolments(practice, sequence)).toHaveLength(1);

    const stranger = await given.practice();
    const foreign = await givenPerson(stranger);
    const foreignCase = await givenCase(write, stranger.id, stranger.coach.id, [foreign.client]);
    expect((await enrol({ client: foreign.client })).status).toBe(404);
    expect((await enrol({ client, case: foreignCase })).status).toBe(404);
    expect((await app.as(stranger).get(`/sequences/${sequence}`)).status).toBe(404);
    expect((await app.as(stranger).get(`/sequences/${sequence}/enrolments`)).status).toBe(404);
    expect(
      (await app.as(stranger).post(`/sequences/${sequence}/enrolments`).send({ client: foreign.client })).status,
    ).toBe(404);
  });

  it('takes somebody in once, however many put them into it at the same time', async () => {
    const practice = await given.practice();
    const sequence = await givenSeries(practice, { steps: [evening] });
    const { client } = await givenPerson(practice);
    const enrol = () => app.as(practice).post(`/sequences/${sequence}/enrolments`).send({ client });
    // Nobody's enrolment can be written before all of them have looked for one.
    const gate = new pg.Client({ connectionString: app.adminUrl });
    await gate.connect();
    await gate.query('BEGIN; LOCK TABLE enrolments IN EXCLUSIVE MODE');
    const calls = Promise.all(Array.from({ length: 4 }, enrol));
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    await app.until(async () => (await app.sql(waiting)).length === 4);
    await gate.query('COMMIT');
    await gate.end();
    const answers = await calls;
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => (body as Enrolment).id)).size).toBe(1);
    expect(await enrolments(practice, sequence)).toHaveLength(1);
    expect(await stepsOf(practice)).toHaveLength(1);
  });

  it('begins after a completed session, never for one that was over before (published failure: a rule that is switched on mails the past)', async () => {
    const { practice, sequence, email } = await completed();
    expect(await enrolments(practice, sequence)).toMatchObject([{ status: 'active' }]);
    const later = await givenSeries(practice, { slug: 'later', trigger: 'appointmentCompleted' });
    await app.settle();
    expect(await enrolments(practice, later)).toEqual([]);
    app.clock.set('2027-01-11T18:00:00Z');
    await app.settle();
    expect(subjects(email)).toContain('This evening');
  });
});

describe('What ends a sequence (item 7)', () => {
  it('is a new booking, once a link mailed to whoever made it was opened: a name and an address are typed by anybody', async () => {
    const { practice, offering, sequence, name, email } = await completed();
    await confirms(practice);
    app.clock.set('2027-01-11T18:00:00Z');
    await app.settle();
    await app.books(name, practice, offering, '2027-01-20T10:00:00Z');
    await app.settle();
    expect(await enrolments(practice, sequence)).toMatchObject([{ status: 'active', nextStep: 1 }]);
    await confirms(practice);
    expect(await enrolments(practice, sequence)).toMatchObject([
      { status: 'exited', reason: 'booked', nextStep: null },
    ]);
    app.clock.set('2027-01-12T09:00:00Z');
    await app.settle();
    expect(subjects(email)).not.toContain('This morning');
    expect(await stepsOf(practice)).toEqual(['sent null', 'cancelled booked']);
  });

  it('is one that staff make for the person themself, once they can no longer take it back', async () => {
    const { practice, offering, sequence } = await completed();
    const [client] = await app.rows<{ id: string }>(practice, 'clients');
    const made = await app
      .as(practice)
      .post('/appointments')
      .send({ offering: offering.id, coach: practice.coach.id, start: '2027-01-20T10:00:00Z', client: client!.id });
    expect(made.status).toBe(201);
    app.clock.advance({ minutes: 3 });
    await app.settle();
    expect(await enrolments(practice, sequence)).toMatchObject([{ status: 'exited', reason: 'booked' }]);
  });

  it('is none that was there before it began, whenever its link is opened', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const sequence = await givenSeries(practice);
    const name = `Ana${newId().slice(-8)}`;
    await app.books(name, practice, offering, '2027-01-20T10:00:00Z');
    await app.settle();
    const [{ id: client }] = (await app.rows<{ id: string }>(practice, 'clients')) as [{ id: string }];
    app.clock.advance({ minutes: 1 });
    await app.as(practice).post(`/sequences/${sequence}/enrolments`).send({ client });
    await confirms(practice);
    expect(await enrolments(practice, sequence)).toMatchObject([{ status: 'active' }]);
  });

  it('is the session that turns out not to have been held', async () => {
    const { practice, sequence, id, email } = await completed();
    expect((await app.as(practice).post(`/appointments/${id}/undo`).send({})).status).toBe(200);
    await app.as(practice).post(`/appointments/${id}/no-show`).send({});
    app.clock.set('2027-01-12T09:00:00Z');
    await app.settle();
    expect(subjects(email)).not.toContain('This evening');
    expect(await enrolments(practice, sequence)).toMatchObject([{ status: 'exited', reason: 'not-true-any-more' }]);
  });

  it('is the end of its case, where its rule says so', async () => {
    const { practice, sequence, email } = await completed({ exitRules: ['caseClosed'] });
    const [row] = await app.rows<{ id: string }>(practice, 'cases');
    const before = await app.as(practice).get(`/cases/${row!.id}`);
    const closed = await app
      .as(practice)
      .patch(`/cases/${row!.id}`)
      .set('If-Match', String(before.headers['etag']))
      .send({ status: 'closed' });
    expect(closed.status).toBe(200);
    app.clock.set('2027-01-12T09:00:00Z');
    await app.settle();
    expect(subjects(email)).not.toContain('This evening');
    expect(await enrolments(practice, sequence)).toMatchObject([{ status: 'exited', reason: 'case-closed' }]);
    expect(await stepsOf(practice)).toEqual(['cancelled case-closed', 'cancelled case-closed']);
  });

  it('is word that this person wants no more of it', async () => {
    const steps = [evening, morning].map((step) => ({ ...step, kind: 'marketing' }));
    const { practice, sequence, email } = await completed({ steps, exitRules: ['unsubscribed'] });
    await app.sql(
      `INSERT INTO suppressions (practice_id, id, email, reason, covers, created_at) VALUES ($1, $2, $3, 'unsubscribe', 'marketing', now())`,
      [practice.id, newId(), email],
    );
    app.clock.set('2027-01-12T09:00:00Z');
    await app.settle();
    expect(await enrolments(practice, sequence)).toMatchObject([{ status: 'exited', reason: 'address-suppressed' }]);
    expect((await stepsOf(practice)).sort()).toEqual(['cancelled address-suppressed', 'suppressed address-suppressed']);
  });

  it('is for one message a brake, on the person or on the case', async () => {
    for (const about of ['person', 'case']) {
      const { practice, email } = await completed();
      const [row] = await app.rows<{ case_id: string; client_id: string }>(practice, 'participants');
      await app.sql(
        'INSERT INTO brakes (practice_id, id, client_id, case_id, pulled_at) VALUES ($1, $2, $3, $4, now())',
        [practice.id, newId(), row!.client_id, about === 'case' ? row!.case_id : null],
      );
      app.clock.set('2027-01-12T09:00:00Z');
      await app.settle();
      expect(await stepsOf(practice)).toEqual(['suppressed brake', 'suppressed brake']);
      expect(subjects(email)).not.toContain('This evening');
      app.clock.set('2027-01-11T09:00:00Z');
    }
  });

  it('is for marketing that nobody asked for the lack of consent, and nothing for marketing somebody wants', async () => {
    const practice = await given.practice();
    const sequence = await givenSeries(practice, { steps: [{ ...evening, kind: 'marketing' }] });
    const [wants, never] = [await givenPerson(practice), await givenPerson(practice)];
    await app.sql(
      `INSERT INTO consents (practice_id, id, client_id, purpose, version, text_hash, adult, given_at)
       VALUES ($1, $2, $3, 'marketing', 'v-1', '\\x00', true, now())`,
      [practice.id, newId(), wants.client],
    );
    for (const { client } of [wants, never])
      await app.as(practice).post(`/sequences/${sequence}/enrolments`).send({ client });
    app.clock.set('2027-01-11T18:00:00Z');
    await app.settle();
    expect(subjects(wants.email)).toEqual(['This evening']);
    expect(subjects(never.email)).toEqual([]);
    expect((await stepsOf(practice)).sort()).toEqual(['sent null', 'suppressed no-opt-in']);
  });

  it('is a message whose arrival nobody knows, if it was the last', async () => {
    const practice = await given.practice();
    const sequence = await givenSeries(practice, { steps: [evening] });
    const { client, email } = await givenPerson(practice);
    await app.as(practice).post(`/sequences/${sequence}/enrolments`).send({ client });
    await app.settle();
    app.clock.set('2027-01-11T18:00:00Z');
    await app.mailbox.setFaults({ dropAfterData: 1 });
    await app.settle();
    await app.mailbox.setFaults({});
    expect(subjects(email)).toEqual(['This evening']);
    expect(await stepsOf(practice)).toEqual(['outcome_unknown outcome-unknown']);
    expect(await enrolments(practice, sequence)).toMatchObject([{ status: 'finished' }]);
  });

  it('leaves in the list of doubts a message that was about to be sent again', async () => {
    const practice = await given.practice();
    const sequence = await givenSeries(practice);
    const { client, email } = await givenPerson(practice);
    const enrolled = await app.as(practice).post(`/sequences/${sequence}/enrolments`).send({ client });
    await app.settle();
    app.clock.set('2027-01-11T18:00:00Z');
    await app.mailbox.setFaults({ dropAfterData: 1 });
    await app.settle();
    await app.mailbox.setFaults({});
    const inDoubt = async () =>
      (await app.as(practice).get('/messages?status=outcome_unknown')).body.data as { id: string }[];
    const [{ id }] = (await inDoubt()) as [{ id: string }];
    expect((await app.as(practice).post(`/messages/${id}/send-again`).send({})).status).toBe(200);

    await app.db.inPractice({ practiceId: practice.id, actor: system }, (tx) =>
      app.worker.get(EnrolmentService).exit(tx, (enrolled.body as Enrolment).id, 'booked'),
    );
    await app.settle();
    expect(await inDoubt()).toMatchObject([{ id, maySendAgain: false }]);
    expect(subjects(email)).toEqual(['This evening']);
    expect((await stepsOf(practice)).sort()).toEqual(['cancelled booked', 'outcome_unknown outcome-unknown']);
    expect(await app.rows(practice, 'tasks')).toMatchObject([{ subject_id: id, status: 'open' }]);
  });
});
