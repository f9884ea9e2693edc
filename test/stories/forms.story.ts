import { createHash } from 'node:crypto';
import type { FormFirstPage } from '#contracts';
import { givenCase, givenClient } from '#clients/testing';
import type { GivenPractice } from '../support/given.js';
import { signsIn } from '../support/insiders.js';
import { formToken, opensLink, visitsForm } from '../support/portal.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;

const definition = {
  questions: [
    { id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true },
    { id: 'before', kind: 'yes_no', label: 'Have you done this before?', required: true },
    {
      id: 'how',
      kind: 'short_text',
      label: 'How was it?',
      required: true,
      showIf: { question: 'before', equals: true },
    },
    { id: 'weight', kind: 'scale', label: 'How heavy is it today?', min: 1, max: 5 },
  ],
};
const intake = { slug: 'before-we-meet', name: 'Before we meet', kind: 'intake', definition };
const secret = 'heron-basket-47';

async function givenForm(practice: GivenPractice, wishes: object = {}): Promise<string> {
  const made = await app
    .as(practice)
    .post('/forms')
    .send({ ...intake, ...wishes });
  expect(made.status).toBe(201);
  return (made.body as { id: string }).id;
}

/** A form asked of a client in a case of the practice's coach, and its mail delivered. */
async function asked(wishes: { coachId?: string; practice?: GivenPractice } = {}) {
  const practice = wishes.practice ?? (await given.practice());
  const email = `ana-${practice.slug}@example.org`;
  const client = await givenClient((sql, values) => app.sql(sql, values), practice.id, { email });
  const caseId = await givenCase(
    (sql, values) => app.sql(sql, values),
    practice.id,
    wishes.coachId ?? practice.coach.id,
    [client],
  );
  const form = await givenForm(practice);
  const made = await app.as(practice).post('/assignments').send({ form, client, case: caseId });
  expect(made.status).toBe(201);
  await app.settle();
  return { practice, client, caseId, form, email, assignment: (made.body as { id: string }).id };
}

async function fillIn(email: string) {
  const visit = await visitsForm(app, formToken(app, email));
  await visit.agree();
  await visit.answer('hope', { value: secret });
  await visit.answer('before', { value: false });
  return visit;
}

describe('The forms of a practice (item 7)', () => {
  it('are made, versioned and listed, and a short name is used once', async () => {
    const practice = await given.practice();
    const admin = app.as(practice);
    const id = await givenForm(practice);
    expect(await admin.post('/forms').send(intake)).toBeProblem(409, '/problems/slug-taken');
    const next = await admin
      .post(`/forms/${id}/versions`)
      .send({ definition: { questions: [definition.questions[0]] } });
    expect(next.status).toBe(201);
    expect(next.body).toMatchObject({ id, version: 2, definition: { questions: [{ id: 'hope' }] } });
    expect((await admin.get(`/forms/${id}`)).body).toEqual(next.body);

    await givenForm(practice, { slug: 'second' });
    const page = (await admin.get('/forms?limit=1')).body as { data: { slug: string }[]; nextCursor: string };
    expect(page.data.map(({ slug }) => slug)).toEqual(['before-we-meet']);
    const rest = await admin.get(`/forms?limit=1&cursor=${page.nextCursor}`);
    expect(rest.body).toMatchObject({ data: [{ slug: 'second' }], nextCursor: null });
  });

  it('are refused with the path of the fault', async () => {
    const practice = await given.practice();
    const admin = app.as(practice);
    const paths = async (questions: object[]) => {
      const answer = await admin.post('/forms').send({ ...intake, definition: { questions } });
      expect(answer.status).toBe(400);
      return (answer.body as { errors: { path: string }[] }).errors.map(({ path }) => path);
    };
    const text = { id: 'one', kind: 'short_text', label: 'One' };
    expect(await paths([text, text])).toContain('definition.questions.1.id');
    expect(await paths([{ ...text, kind: 'single_choice' }])).toContain('definition.questions.0.options');
    expect(await paths([{ ...text, showIf: { question: 'later', equals: 'x' } }])).toContain(
      'definition.questions.0.showIf.question',
    );
    expect(await paths([{ ...text, colour: 'red' }])).toContain('definition.questions.0.colour');
    // Refused by the engine: no answer to a yes-or-no question is ever the word "maybe".
    expect(
      await paths([
        { id: 'yes', kind: 'yes_no', label: 'Yes?' },
        { ...text, showIf: { question: 'yes', equals: 'maybe' } },
      ]),
    ).toContain('definition.questions.1.showIf.equals');
    expect(await app.rows(practice, 'forms')).toEqual([]);
  });

  it('answer a foreign id, a broken cursor and a broken id as what they are', async () => {
    const practice = await given.practice();
    const id = await givenForm(await given.practice(), { slug: 'foreign' });
    const admin = app.as(practice);
    expect((await admin.get(`/forms/${id}`)).status).toBe(404);
    expect((await admin.post(`/forms/${id}/versions`).send({ definition })).status).toBe(404);
    for (const path of ['/forms', '/assignments', '/sequences', '/messages']) {
      const answer = await admin.get(`${path}?cursor=nonsense`);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ errors: [{ path: 'cursor' }] });
    }
    for (const path of ['/forms/x', '/assignments/x', '/responses/x', '/sequences/x', '/cases/x/notes'])
      expect((await admin.get(path)).status).toBe(404);
  });
});

describe('Asking a form (item 7)', () => {
  it('is done once per cause, whoever asks', async () => {
    const practice = await given.practice();
    const form = await givenForm(practice);
    const offering = await given.offering(practice, { intakeForm: form });
    const booked = await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z');
    const appointment = (booked.body as { appointment: { id: string } }).appointment.id;
    await app.settle();
    const [row] = await app.rows<{ id: string; client_id: string; case_id: string }>(practice, 'assignments');
    expect(row).toMatchObject({ status: 'assigned', cause_id: appointment });

    const again = await app.as(practice).post('/assignments').send({ form, client: row!.client_id, appointment });
    expect(again.body).toMatchObject({ id: row!.id, appointmentId: appointment });
    await app.settle();
    expect(await app.rows(practice, 'assignments')).toHaveLength(1);
    expect(app.mailbox.messages('ana@example.org').filter(({ text }) => text.includes('/f/'))).toHaveLength(1);
  });

  it('belongs to the case of its appointment, though nobody named the case', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const booked = await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z');
    const appointment = (booked.body as { appointment: { id: string } }).appointment.id;
    const [attendance] = await app.rows<{ client_id: string }>(practice, 'attendances');
    const [own] = await app.rows<{ id: string }>(practice, 'cases');
    const client = attendance!.client_id;
    const form = await givenForm(practice);
    const made = await app.as(practice).post('/assignments').send({ form, client, appointment });
    expect(made.body).toMatchObject({ appointmentId: appointment, caseId: own!.id });

    const other = await givenCase((sql, values) => app.sql(sql, values), practice.id, practice.coach.id, [client]);
    const mixed = await app.as(practice).post('/assignments').send({ form, client, appointment, case: other });
    expect(mixed.status).toBe(404);
  });

  it('finds no foreign person, case, appointment or form', async () => {
    const { practice, client, caseId, form } = await asked();
    const foreign = await asked();
    const post = (body: object) => app.as(practice).post('/assignments').send(body);
    expect((await post({ form: foreign.form, client })).status).toBe(404);
    expect((await post({ form, client: foreign.client })).status).toBe(404);
    expect((await post({ form, client, case: foreign.caseId })).status).toBe(404);
    expect((await post({ form, client, case: caseId, appointment: foreign.caseId })).status).toBe(404);
    expect((await app.as(practice).get(`/assignments/${foreign.assignment}`)).status).toBe(404);
    expect((await post({ form, client, colour: 'red' })).body).toMatchObject({ errors: [{ path: 'colour' }] });
  });
});

describe('Filling in a form (item 7)', () => {
  it('works from its link again and again until it is handed in, and looking at the link spends nothing', async () => {
    const { email } = await asked();
    const token = formToken(app, email);
    for (let n = 0; n < 3; n += 1) expect((await app.visitor.get(`/f/${token}`)).status).toBeLessThan(500);
    await visitsForm(app, token);
    const visit = await visitsForm(app, token);
    await visit.agree();
    await visit.answer('hope', { value: 'rest' });
    await visit.answer('before', { value: false });
    expect((await visit.submit()).body).toMatchObject({ status: 'submitted' });
    expect((await opensLink(app, token)).status).toBe(404);
    expect((await opensLink(app, `${token.slice(0, -1)}x`)).status).toBe(404);
  });

  it('keeps nothing before the first page was agreed to by an adult, in its present words', async () => {
    const { email, practice } = await asked();
    const visit = await visitsForm(app, formToken(app, email));
    expect(await visit.answer('hope', { value: secret })).toBeProblem(409, '/problems/consent-missing');
    expect(await visit.submit()).toBeProblem(409, '/problems/consent-missing');
    for (const [words, path] of [
      [{ adult: false }, 'adult'],
      [{ accepted: false }, 'accepted'],
    ] as const)
      expect((await visit.agree(words)).body).toMatchObject({ status: 400, errors: [{ path }] });
    expect(await visit.agree({ consentVersion: 'v-older' })).toBeProblem(409, '/problems/consent-outdated');
    expect(await app.rows(practice, 'answers')).toEqual([]);
    expect(await app.rows(practice, 'consents')).toEqual([]);

    expect((await visit.agree()).body).toMatchObject({ consent: { given: true, at: '2027-01-11T09:00:00Z' } });
    await visit.agree();
    const consents = await app.rows<{ text_hash: Buffer; adult: boolean }>(practice, 'consents');
    expect(consents).toMatchObject([{ adult: true, purpose: 'form-answers' }]);
    expect(consents[0]!.text_hash).toHaveLength(32);
    await app.sql(`UPDATE consents SET revoked_at = now() WHERE practice_id = $1`, [practice.id]);
    expect(await visit.answer('hope', { value: secret })).toBeProblem(409, '/problems/consent-missing');
  });

  it('keeps the whole page that was agreed to, to be read again, and refuses an agreement to a page that changed', async () => {
    const { email, practice, caseId } = await asked();
    const visit = await visitsForm(app, formToken(app, email));
    const { firstPage } = (await visit.view()).body as { firstPage: FormFirstPage };
    const renamed = (name: string) =>
      app.sql('UPDATE coaches SET name = $2 WHERE id = (SELECT coach_id FROM cases WHERE id = $1)', [caseId, name]);
    await renamed('Somebody Else');
    const old = { consentVersion: firstPage.consentVersion };
    expect(await visit.agree(old)).toBeProblem(409, '/problems/consent-outdated');
    expect((await visit.agree()).status).toBe(200);
    await renamed('Somebody Later');

    const [consent] = await app.rows<{ text_hash: Buffer }>(practice, 'consents');
    const [kept] = await app.rows<{ hash: Buffer; page: FormFirstPage }>(practice, 'consent_pages');
    expect(kept!.hash).toEqual(consent!.text_hash);
    expect(kept!.page.whoReads).toContain('Somebody Else');
    const { whoReads, keptFor, notTherapy, notEmergency, adult, consent: agreed } = kept!.page;
    const words = [whoReads, keptFor, notTherapy, notEmergency, adult, agreed].join('\n\n');
    expect(createHash('sha256').update(words, 'utf8').digest()).toEqual(kept!.hash);
    await expect(app.sql(`UPDATE consent_pages SET page = '{}'`)).rejects.toThrow(/never changed/);
  });

  it('refuses an answer that does not fit, unknown fields and an old revision, each in its way', async () => {
    const { email, practice } = await asked();
    const visit = await visitsForm(app, formToken(app, email));
    await visit.agree();
    const first = await visit.answer('hope', { value: 'rest', revision: 1 });
    expect(first.body).toEqual({ revision: 2 });
    expect(await visit.answer('hope', { value: 'more', revision: 1 })).toBeProblem(409, '/problems/stale-revision');
    for (const [question, body, path] of [
      ['hope', { value: 7 }, 'value'],
      ['before', { value: 'yes' }, 'value'],
      ['weight', { value: 9 }, 'value'],
      ['weight', { value: { deep: 1 } }, 'value'],
      ['hope', { value: 'x', colour: 'red' }, 'colour'],
      ['hope', {}, 'value'],
    ] as const) {
      const answer = await visit.answer(question, body);
      expect({ status: answer.status, errors: answer.body.errors }).toMatchObject({ status: 400, errors: [{ path }] });
    }
    expect((await visit.answer('unknown', { value: 'x' })).status).toBe(404);
    expect((await visit.answer('__proto__', { value: 'x' })).status).toBe(404);
    expect(await app.rows(practice, 'answers')).toHaveLength(1);
    expect((await visit.answer('hope', { value: null })).body).toEqual({ revision: 3 });
    expect(await app.rows(practice, 'answers')).toEqual([]);
  });

  it('goes on at the next question, is not blocked by a hidden one, and is handed in once', async () => {
    const { email } = await asked();
    const visit = await visitsForm(app, formToken(app, email));
    await visit.agree();
    await visit.answer('hope', { value: 'rest' });
    await visit.answer('before', { value: true });
    expect((await visit.view()).body).toMatchObject({
      next: 'how',
      answers: { hope: 'rest', before: true },
      progress: { answered: 2, questions: 4 },
    });
    const early = await visit.submit();
    expect(early.body).toMatchObject({ status: 400, errors: [{ path: 'answers.how' }] });
    await visit.answer('before', { value: false });
    expect((await visit.view()).body).toMatchObject({ next: 'weight' });
    expect((await visit.submit()).status).toBe(200);
    expect(await visit.submit()).toBeProblem(409, '/problems/assignment-closed');
    expect(await visit.answer('hope', { value: 'more' })).toBeProblem(409, '/problems/assignment-closed');
  });

  it('is handed in together with the end of the sessions that opened it, or not at all', async () => {
    const { email, practice } = await asked();
    const visit = await fillIn(email);
    await app.sql(`CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''away''; END'`);
    await app.sql(`CREATE TRIGGER fails BEFORE UPDATE OF expires_at ON sessions FOR EACH ROW
                   WHEN (NEW.expires_at < OLD.expires_at) EXECUTE FUNCTION fails()`);
    try {
      expect((await visit.submit()).status).toBe(500);
    } finally {
      await app.sql('DROP TRIGGER fails ON sessions');
      await app.sql('DROP FUNCTION fails');
    }
    expect(await app.rows(practice, 'assignments')).toMatchObject([{ status: 'started' }]);
    expect((await visit.submit()).body).toMatchObject({ status: 'submitted' });
  });

  it('shows a person their own forms alone', async () => {
    const { email, assignment } = await asked();
    const other = await asked();
    const visit = await visitsForm(app, formToken(app, email));
    expect((await visit.view()).body).toMatchObject({ id: assignment });
    expect((await visit.get(`/assignments/${other.assignment}`)).status).toBe(404);
    expect((await app.visitor.get(`/api/v1/portal/assignments/${assignment}`)).status).toBe(401);
  });

  it('is not disturbed when the coach changes the form meanwhile: the old words stay with the answers', async () => {
    const { practice, form, email, assignment } = await asked();
    const visit = await fillIn(email);
    const questions = [{ id: 'hope', kind: 'short_text', label: 'Entirely new words' }];
    await app.as(practice).post(`/forms/${form}/versions`).send({ definition: { questions } });
    expect((await visit.view()).body).toMatchObject({ definition });
    expect((await visit.submit()).status).toBe(200);
    const { responseId } = (await app.as(practice).get(`/assignments/${assignment}`)).body as { responseId: string };
    const read = await app.as(practice).get(`/responses/${responseId}`);
    expect(read.body).toMatchObject({ definition, form: { version: 1 }, answers: { hope: secret, before: false } });
  });
});

describe('Answers (item 7)', () => {
  it('are read by the coach of the case, and for everybody else in the practice they do not exist', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const { email, assignment } = await asked({ practice, coachId: coach.coachId });
    await (await fillIn(email)).submit();
    const { responseId } = (await app.as(practice).get(`/assignments/${assignment}`)).body as { responseId: string };
    const path = `/responses/${responseId}`;

    expect((await coach.get(path)).body).toMatchObject({ answers: { hope: secret }, score: null });
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    expect((await colleague.get(path)).status).toBe(404);
    const owner = await signsIn(app, practice, { role: 'owner' });
    expect((await owner.get(path)).status).toBe(404);
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    expect(await assistant.get(path)).toBeProblem(403, '/problems/forbidden');
    expect((await assistant.get(`/assignments/${assignment}`)).text).not.toContain(secret);

    const forCoach = async (coachId: string) =>
      ((await coach.get(`/assignments?status=submitted&coach=${coachId}`)).body as { data: { id: string }[] }).data;
    expect((await forCoach(coach.coachId)).map(({ id }) => id)).toEqual([assignment]);
    expect(await forCoach(colleague.coachId)).toEqual([]);

    const stranger = await given.practice();
    expect((await app.as(stranger).get(path)).status).toBe(404);
    const made = await app
      .as(practice)
      .post('/api-keys')
      .send({ name: 'lists', scopes: ['assignments:read'] });
    expect(made.status).toBe(201);
    const key = (made.body as { key: string }).key;
    expect((await app.as({ apiKey: key }).get(path)).status).toBe(403);
    expect((await app.as({ apiKey: key }).get(`/assignments/${assignment}`)).status).toBe(200);
  });

  it('to questions that later answers hid are shown to nobody', async () => {
    const { practice, email, assignment } = await asked();
    const visit = await visitsForm(app, formToken(app, email));
    await visit.agree();
    await visit.answer('hope', { value: 'rest' });
    await visit.answer('before', { value: true });
    await visit.answer('how', { value: secret });
    await visit.answer('before', { value: false });
    await visit.submit();
    const { responseId } = (await app.as(practice).get(`/assignments/${assignment}`)).body as { responseId: string };
    expect((await app.as(practice).get(`/responses/${responseId}`)).body.answers).toEqual({
      hope: 'rest',
      before: false,
    });
  });
});
