import request from 'supertest';
import { givenCase, givenClient } from '#clients/testing';
import { SignInService } from '#identity';
import { system } from '#platform';
import { browserOf } from '../support/office.js';
import { formToken, opensLink, visitsForm, type FormVisit } from '../support/portal.js';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;

const questions = [
  { id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true },
  { id: 'before', kind: 'yes_no', label: 'Have you done this before?', required: true },
  { id: 'how', kind: 'short_text', label: 'How do you sleep?' },
  { id: 'weight', kind: 'scale', label: 'How heavy is it today?', min: 1, max: 5 },
];
/** One question of them is asked only of whoever says no. */
const conditional = [
  { id: 'safe', kind: 'yes_no', label: 'Is it safe at home?' },
  {
    id: 'help',
    kind: 'short_text',
    label: 'What would help?',
    required: true,
    showIf: { question: 'safe', equals: false },
  },
  { id: 'since', kind: 'yes_no', label: 'Is that new?', showIf: { question: 'help', equals: 'rest' } },
  { id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true },
];
const secret = 'heron-basket-47';
const sql = (text: string, values?: unknown[]) => app.sql(text, values);

interface Asked {
  readonly practice: GivenPractice;
  readonly client: string;
  readonly email: string;
  readonly assignment: string;
}

/** A form asked of a client, and its mail delivered. */
async function asked(definition: object = { questions }): Promise<Asked> {
  const practice = await given.practice();
  const email = `ana-${practice.slug}@example.org`;
  const client = await givenClient(sql, practice.id, { email });
  const caseId = await givenCase(sql, practice.id, practice.coach.id, [client]);
  const form = await app
    .as(practice)
    .post('/forms')
    .send({ slug: 'before-we-meet', name: 'Before we meet', kind: 'intake', definition });
  const body = { form: (form.body as { id: string }).id, client, case: caseId };
  const made = await app.as(practice).post('/assignments').send(body);
  await app.settle();
  return { practice, client, email, assignment: (made.body as { id: string }).id };
}

/** The first evening: the form is opened from the mail, agreed to and half filled in. */
async function halfFilledIn(): Promise<Asked & { visit: FormVisit; token: string }> {
  const made = await asked();
  const token = formToken(app, made.email);
  const visit = await visitsForm(app, token);
  await visit.agree();
  await visit.answer('hope', { value: secret });
  await visit.answer('before', { value: true });
  return { ...made, visit, token };
}

/** A session behind a sign-in link. */
async function signsInByMail({ practice, client, email }: Asked) {
  const token = await app.db.inPractice({ practiceId: practice.id, actor: system }, (tx) =>
    app.api.get(SignInService).issueSecret(tx, client, email),
  );
  const opened = await opensLink(app, token);
  const { cookie, csrf } = browserOf(opened);
  const call = (method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object) =>
    request(app.url)[method](`/api/v1/portal${path}`).set('Cookie', cookie).set('X-CSRF-Token', csrf).send(body);
  return { opened, cookie, csrf, call };
}

describe('A mailbox alone opens nothing private: the link of a form (issue 3, item 1)', () => {
  it('opens that form alone, and the session says so', async () => {
    const made = await halfFilledIn();
    const other = await asked();
    const { visit } = made;
    const session = await visit.get('/session');
    expect(session.body).toMatchObject({ opens: 'form', assignment: made.assignment, unlocked: false, locksAt: null });
    for (const path of ['/assignments', '/appointments'])
      expect(await visit.get(path)).toBeProblem(403, '/problems/form-link-only');
    expect(await visit.get(`/assignments/${other.assignment}`)).toBeProblem(404, '/problems/not-found');
    // Another form of the very same person is not there either.
    const second = await app
      .as(made.practice)
      .post('/forms')
      .send({ slug: 'later', name: 'Later', kind: 'check-in', definition: { questions: [questions[0]] } });
    const body = { form: (second.body as { id: string }).id, client: made.client };
    const own = await app.as(made.practice).post('/assignments').send(body);
    expect((await visit.get(`/assignments/${(own.body as { id: string }).id}`)).status).toBe(404);
  });

  it('goes on at the next question and shows nothing earlier: no answer, no name of one, nothing they hide', async () => {
    const { token } = await halfFilledIn();
    const later = await visitsForm(app, token);
    const { body } = await later.view();
    expect(body).toMatchObject({ next: 'how', answers: {}, unlocked: false, progress: { answered: 0, questions: 4 } });
    expect(body).toMatchObject({ needsUnlock: false });
    expect(body).not.toHaveProperty('answered');
    expect(body).not.toHaveProperty('hidden');
    expect(JSON.stringify(body)).not.toContain(secret);
    await later.answer('how', { value: 'well' });
    expect((await later.view()).body).toMatchObject({ next: 'weight', answers: { how: 'well' } });
    expect((await later.submit()).body).toMatchObject({ status: 'submitted', answers: {}, next: null });
  });

  it('changes and takes back nothing that another session wrote', async () => {
    const { token, visit, practice } = await halfFilledIn();
    const later = await visitsForm(app, token);
    const rows = await app.rows(practice, 'answers');
    const told = [];
    for (const [question, value] of [
      ['hope', 'changed'],
      ['hope', null],
      ['before', false],
    ] as const) {
      const answer = await later.answer(question, { value });
      expect(answer).toBeProblem(403, '/problems/private-locked');
      told.push({ ...(answer.body as object), requestId: '' });
    }
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await app.rows(practice, 'answers')).toEqual(rows);
    // Who wrote them goes back and changes them while they type.
    expect((await visit.answer('hope', { value: 'other words' })).status).toBe(200);
    expect((await visit.view()).body).toMatchObject({ answers: { hope: 'other words', before: true } });
  });

  it('is asked what follows a question that was passed over, and passes over what another session answered', async () => {
    const { token, visit } = await halfFilledIn();
    await visit.answer('weight', { value: 3 });
    const later = await visitsForm(app, token);
    const at = (after: string) => later.get(`/assignments/${later.assignment}?after=${after}`);
    expect((await later.view()).body).toMatchObject({ next: 'how' });
    expect((await at('how')).body).toMatchObject({ next: null });
    expect((await at('hope')).body).toMatchObject({ next: 'how' });
    expect((await at('nowhere')).status).toBe(200);
  });

  it('forgets after ten idle minutes which answers it wrote, and not before', async () => {
    const { visit } = await halfFilledIn();
    app.clock.advance({ minutes: 9, seconds: 59 });
    expect((await visit.view()).body).toMatchObject({ answers: { hope: secret, before: true } });
    app.clock.advance({ minutes: 10 });
    expect((await visit.view()).body).toMatchObject({ answers: {}, next: 'how' });
    expect(await visit.answer('hope', { value: 'changed' })).toBeProblem(403, '/problems/private-locked');
    expect((await visit.answer('how', { value: 'well' })).status).toBe(200);
    expect((await visit.view()).body).toMatchObject({ answers: { how: 'well' } });
  });

  it('begins a session of a day at most, and handing in ends every one of them but for reading the thanks', async () => {
    const { token, visit } = await halfFilledIn();
    const second = await visitsForm(app, token);
    app.clock.advance({ hours: 24 });
    expect((await visit.view()).status).toBe(401);
    const third = await visitsForm(app, token);
    expect((await third.submit()).status).toBe(200);
    expect(await opensLink(app, token)).toBeProblem(404, '/problems/not-found');
    expect((await second.view()).status).toBe(401);
    expect(await third.submit()).toBeProblem(409, '/problems/assignment-closed');
    app.clock.advance({ minutes: 10 });
    expect((await third.view()).status).toBe(401);
  });
});

describe('A mailbox alone opens nothing private: a form that asks by what was answered (issue 3, item 1)', () => {
  type Said = Record<string, unknown>;
  /** What differs between any two forms. */
  const ofEachForm = ['id', 'requestId', 'instance', 'consent', 'firstPage'];

  /** All that a locked session is told about a form in which this was said, one thing after the other, in another one. */
  async function toldAbout(said: readonly (readonly [string, unknown])[], own: Said = {}) {
    const { email, practice } = await asked({ questions: conditional });
    const token = formToken(app, email);
    const visit = await visitsForm(app, token);
    await visit.agree();
    for (const [question, value] of said) expect((await visit.answer(question, { value })).status).toBe(200);
    const later = await visitsForm(app, token);
    const told: unknown[] = [];
    const hear = ({ status, body }: { status: number; body: Said }) => {
      told.push({ status, ...Object.fromEntries(Object.entries(body).filter(([name]) => !ofEachForm.includes(name))) });
    };
    for (const [question, value] of Object.entries(own)) hear(await later.answer(question, { value }));
    hear(await later.view());
    for (const { id } of conditional) hear(await later.get(`/assignments/${later.assignment}?after=${id}`));
    hear(await later.submit());
    for (const [question, value] of [
      ['safe', true],
      ['safe', null],
      ['help', 'rest'],
      ['help', 7],
      ['since', true],
      ['since', null],
      ['hope', 'quiet'],
    ] as const) {
      hear(await later.answer(question, { value }));
      hear(await later.view());
    }
    hear(await later.submit());
    return { told, later, visit, practice };
  }

  it('tells a later session nothing that depends on an earlier answer: no view, no save and no handing in differs', async () => {
    const yes = await toldAbout([['safe', true]]);
    expect((await toldAbout([['safe', false]])).told).toEqual(yes.told);
    const all = [
      ['safe', false],
      ['help', 'rest'],
      ['since', true],
    ] as const;
    expect((await toldAbout(all)).told).toEqual(yes.told);
    expect((await toldAbout([...all, ['safe', true]])).told).toEqual(yes.told);
    expect(yes.told[0]).toMatchObject({ next: 'hope', needsUnlock: true, answers: {}, progress: { answered: 0 } });
  });

  it('tells nothing of what hung on an answer that was taken back either', async () => {
    const before = [
      ['safe', false],
      ['help', 'rest'],
      ['since', true],
      ['safe', null],
    ] as const;
    expect((await toldAbout(before, { safe: false })).told).toEqual((await toldAbout([], { safe: false })).told);
  });

  it('asks there for the PIN or passkey once nothing else is left, and is not handed in without', async () => {
    const { later, visit, practice } = await toldAbout([['safe', false]]);
    expect((await later.view()).body).toMatchObject({ next: null, needsUnlock: true, answers: { hope: 'quiet' } });
    expect(await later.submit()).toBeProblem(403, '/problems/private-locked');
    expect(await app.rows(practice, 'answers')).toHaveLength(2);
    // Whoever gave the answer is still there, and is asked what follows from it.
    expect((await visit.view()).body).toMatchObject({ next: 'help', needsUnlock: false, answers: { safe: false } });
  });

  it('is filled in and handed in within one session', async () => {
    const { email } = await asked({ questions: conditional });
    const visit = await visitsForm(app, formToken(app, email));
    await visit.agree();
    await visit.answer('safe', { value: false });
    expect((await visit.submit()).body).toMatchObject({
      status: 400,
      errors: [{ path: 'answers.help' }, { path: 'answers.hope' }],
    });
    await visit.answer('help', { value: 'quiet' });
    expect((await visit.view()).body).toMatchObject({ next: 'hope', needsUnlock: false, progress: { answered: 2 } });
    expect(await visit.answer('since', { value: true })).toBeProblem(403, '/problems/private-locked');
    await visit.answer('hope', { value: 'rest' });
    expect((await visit.submit()).body).toMatchObject({ status: 'submitted', next: null, needsUnlock: false });
  });
});

describe('A mailbox alone opens nothing private: how often a form was saved (issue 3, item 1)', () => {
  const revisionOf = async (visit: FormVisit) => ((await visit.view()).body as { revision: number }).revision;

  it('is counted for each locked session alone: its own older save is stale to it, not what another one wrote', async () => {
    const untouched = await visitsForm(app, formToken(app, (await asked()).email));
    const { token, visit } = await halfFilledIn();
    const later = await visitsForm(app, token);
    const revision = await revisionOf(later);
    expect(revision).toBe(await revisionOf(untouched));
    await visit.answer('hope', { value: 'other words' });
    expect((await later.answer('how', { value: 'well', revision })).body).toEqual({ revision: revision + 1 });
    expect(await later.answer('how', { value: 'badly', revision })).toBeProblem(409, '/problems/stale-revision');
    expect((await later.view()).body).toMatchObject({ revision: revision + 1, answers: { how: 'well' } });
  });

  it('is counted over all of them once it is unlocked', async () => {
    const { token } = await halfFilledIn();
    const later = await visitsForm(app, token);
    await later.answer('how', { value: 'well' });
    const locked = await revisionOf(later);
    await app.sql(
      `UPDATE sessions SET unlocked_at = $1, private_used_at = $1
       WHERE sitting IN (SELECT sitting FROM answers WHERE question = 'how')`,
      [app.clock.now()],
    );
    const { body } = await later.view();
    expect(body).toMatchObject({ unlocked: true, revision: locked + 2 });
    const stale = await later.answer('hope', { value: 'new', revision: locked });
    expect(stale).toBeProblem(409, '/problems/stale-revision');
    expect((await later.answer('hope', { value: 'new', revision: locked + 2 })).status).toBe(200);
  });
});

describe('A mailbox alone opens nothing private: a link that signs in (issue 3, item 1)', () => {
  it('opens appointments and the forms that still wait, and shows nothing of what was answered', async () => {
    const made = await halfFilledIn();
    const { opened, call } = await signsInByMail(made);
    expect(opened.body).toMatchObject({ opens: 'appointments', unlocked: false });
    expect(opened.body).not.toHaveProperty('assignment');
    expect((await call('get', '/appointments')).status).toBe(200);
    expect((await call('get', '/assignments')).body).toMatchObject({ data: [{ id: made.assignment }] });
    const { body } = await call('get', `/assignments/${made.assignment}`);
    expect(body).toMatchObject({ answers: {}, next: 'how' });
    expect(await call('put', `/assignments/${made.assignment}/answers/hope`, { value: 'x' })).toBeProblem(
      403,
      '/problems/private-locked',
    );
    expect((await call('post', `/assignments/${made.assignment}/submit`, {})).status).toBe(200);
    expect((await call('get', '/assignments')).body).toMatchObject({ data: [] });
  });

  it('ends after a day without use, and after a week in any case', async () => {
    const made = await asked();
    const { call } = await signsInByMail(made);
    app.clock.advance({ hours: 23 });
    expect((await call('get', '/session')).status).toBe(200);
    app.clock.advance({ hours: 24 });
    expect((await call('get', '/session')).status).toBe(401);
    const busy = await signsInByMail(made);
    for (let day = 0; day < 7; day += 1) {
      expect((await busy.call('get', '/session')).status).toBe(200);
      app.clock.advance({ hours: 23, minutes: 59 });
    }
    app.clock.advance({ minutes: 8 });
    expect((await busy.call('get', '/session')).status).toBe(401);
  });

  it('leaves nothing in the browser at sign-out', async () => {
    const made = await asked();
    const { call } = await signsInByMail(made);
    const out = await call('delete', '/session');
    expect(out.status).toBe(204);
    expect(out.headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
    expect((await call('get', '/session')).status).toBe(401);
  });
});
