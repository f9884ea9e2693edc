import { agreesForTwo } from '../support/answers-for-two.js';
import { signsIn } from '../support/insiders.js';
import type { GivenPractice } from '../support/given.js';
import { formToken, opensLink } from '../support/portal.js';
import { bookedCookie, opensInBrowser, signInSecret } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const ana = { name: 'Ana', email: 'ana@example.org', timeZone: 'Europe/London' };
/** Somebody else in each story, so that nothing of an earlier one arrives. */
let ben = { name: 'Ben', email: '', timeZone: 'Europe/Madrid' };
let benAddress = '';
let bens = 0;
beforeEach(() => {
  ben = { ...ben, email: `Ben-${(bens += 1)}@Example.org` };
  benAddress = ben.email.toLowerCase();
});
const accept = { answer: 'accept', name: 'Benedikt', timeZone: 'Europe/Berlin' };

interface Participant {
  readonly id: string;
  readonly clientId: string | null;
  readonly name: string;
  readonly status: string;
}
interface Booked {
  readonly appointment: string;
  readonly caseId: string;
  readonly partner: Participant;
}

const mailsTo = (email: string) => app.mailbox.messages(email);
const joiningToken = () => /\/i\/(\S+)/.exec(mailsTo(benAddress).at(-1)?.text ?? '')?.[1] ?? '';
const answers = (token: string, answer: object) => app.visitor.post(`/api/v1/public/joining/${token}`).send(answer);
const stateOf = async (token: string) => (await app.visitor.get(`/api/v1/public/joining/${token}`)).body as object;
const people = async (practice: GivenPractice, caseId: string): Promise<Participant[]> =>
  (await app.as(practice).get(`/cases/${caseId}`)).body.participants;
const invites = (practice: GivenPractice, { caseId, partner }: Booked) =>
  app.as(practice).post(`/cases/${caseId}/partners/${partner.id}/invite`).send({});

/** A couple's request, in which whoever books names Ben. */
async function requests(practice: GivenPractice, offering: { id: string; slug: string }, start: string, more = {}) {
  const answer = await app.books('Ana', practice, offering as never, start, { partner: ben, ...more });
  expect(answer.status).toBe(201);
  const appointment = (answer.body as { appointment: { id: string } }).appointment.id;
  const { caseId } = (await app.as(practice).get(`/appointments/${appointment}`)).body as { caseId: string };
  const partner = (await people(practice, caseId)).find(({ clientId }) => clientId === null)!;
  return { appointment, caseId, partner };
}

/** Ana has named Ben, the coach has agreed to the time and to inviting him, and the mail has arrived. */
async function givenInvited(start = '2027-01-13T10:00:00Z') {
  await app.settle();
  await app.mailbox.clear();
  const practice = await given.practice();
  const offering = await given.offering(practice, { kind: 'couple' });
  const booked = await requests(practice, offering, start);
  await agreesForTwo(app, practice, booked.appointment);
  expect(mailsTo(benAddress)).toEqual([]);
  expect((await invites(practice, booked)).body).toMatchObject({ name: 'Ben', status: 'invited', clientId: null });
  await app.settle();
  return { practice, offering, booked, token: joiningToken() };
}

describe('An address typed by somebody else (issue 3, item 2)', () => {
  it('gets nothing but one neutral mail, once the coach agreed: no topic, no names, no time, no practice', async () => {
    const { practice, booked } = await givenInvited();
    const [mail, ...more] = mailsTo(benAddress);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: 'A note for you', attachments: [] });
    expect(mail!.from).toMatch(/^"?Appointments"? </);
    // Ids and secrets may hold any digits.
    const said = `${mail!.from} ${mail!.subject} ${mail!.text} ${mail!.html}`.replace(/https?:\/\/[^\s"]+/g, '');
    for (const telling of ['Ana', 'Ben', 'ana@', practice.slug, '2027', '10:00', '13 January'])
      expect(said).not.toContain(telling);
    expect(await people(practice, booked.caseId)).toMatchObject([
      { name: 'Ana', status: 'joined' },
      { name: 'Ben', status: 'invited' },
    ]);
    clock.set('2027-01-12T10:00:30Z'); // when Ana is reminded
    await app.settle();
    expect(mailsTo(ana.email).map(({ subject }) => subject)).toContain('A reminder of your appointment');
    expect(mailsTo(benAddress)).toHaveLength(1);
  });

  it('is looked at as often as anybody likes: a link that a program followed is as good as before', async () => {
    const { token } = await givenInvited();
    for (let n = 0; n < 3; n += 1) {
      expect(await stateOf(token)).toEqual({ state: 'open' });
      expect((await app.visitor.get(`/i/${token}`)).status).toBe(200);
    }
    expect((await answers(token, accept)).body).toEqual({ state: 'accepted' });
  });

  it('is invited by the owner or the coach of that case, by nobody else, and in this practice alone', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { kind: 'couple' });
    const booked = await requests(practice, offering, '2027-01-13T10:00:00Z');
    const path = `/cases/${booked.caseId}/partners/${booked.partner.id}/invite`;
    for (const role of ['assistant', 'coach'] as const) {
      const other = await signsIn(app, practice, { role, ...(role === 'coach' && { coach: true }) });
      expect(await other.post(path, {})).toBeProblem(403, '/problems/forbidden');
    }
    const elsewhere = await given.practice();
    expect((await app.as(elsewhere).post(path).send({})).status).toBe(404);
    const owner = await signsIn(app, practice, { role: 'owner' });
    expect((await owner.post(path, {})).status).toBe(200);
  });
});

describe('Whoever was only named in a case', () => {
  it('is not added to it by staff, in any spelling, and the answer tells nothing of the address or of what they said (seen before: one press on the filled-in form made them "joined", and a form was mailed to them)', async () => {
    const answered: unknown[] = [];
    for (const known of ['unknown', 'a client', 'invited', 'not_me', 'never']) {
      const practice = await given.practice();
      const offering = await given.offering(practice, { kind: 'couple' });
      const booked = await requests(practice, offering, '2027-01-13T10:00:00Z');
      if (known === 'a client') await app.as(practice).post('/clients').send(ben);
      if (!['unknown', 'a client'].includes(known)) await invites(practice, booked);
      await app.settle();
      if (known === 'not_me' || known === 'never') await answers(joiningToken(), { answer: known });
      await app.mailbox.clear();
      for (const email of [ben.email, benAddress.toUpperCase()]) {
        const path = `/cases/${booked.caseId}/participants`;
        const added = await app
          .as(practice)
          .post(path)
          .send({ ...ben, email, name: 'Benny' });
        expect(added).toBeProblem(409, '/problems/invite-instead');
        const { requestId: _, ...said } = added.body as Record<string, unknown>;
        answered.push({ ...said, instance: null });
      }
      expect((await people(practice, booked.caseId)).map(({ clientId }) => clientId)).toContain(null);
      await app.settle();
      expect(mailsTo(benAddress)).toEqual([]);
      ben = { ...ben, email: `Other-${known.replace('_', '-').replace(' ', '-')}-${bens}@Example.org` };
      benAddress = ben.email.toLowerCase();
    }
    for (const one of answered) expect(one).toEqual(answered[0]);
  });

  it('and whom staff add by themselves is said to be their word until they opened a link of ours', async () => {
    const practice = await given.practice();
    const opened = await app.as(practice).post('/cases').send({ kind: 'couple', coach: practice.coach.id });
    const { id } = opened.body as { id: string };
    const added = await app.as(practice).post(`/cases/${id}/participants`).send(ben);
    expect(added.body).toMatchObject({ status: 'joined', gaveAddress: false });
    const { clientId } = added.body as { clientId: string };
    await opensInBrowser(app, await signInSecret(app, practice.id, clientId));
    expect(await people(practice, id)).toMatchObject([{ status: 'joined', gaveAddress: true }]);
  });
});

describe('Whoever accepts an invitation', () => {
  it('has proved the address, has their place, attends what is to come, and from then on gets mails of their own', async () => {
    const { practice, booked, token } = await givenInvited();
    await app.mailbox.clear();
    expect((await answers(token, accept)).body).toEqual({ state: 'accepted' });
    await app.settle();
    expect(await people(practice, booked.caseId)).toMatchObject([
      { name: 'Ana', status: 'joined' },
      { name: 'Benedikt', status: 'joined' },
    ]);
    const { attendances } = (await app.as(practice).get(`/appointments/${booked.appointment}`)).body;
    expect(attendances).toMatchObject([
      { name: 'Ana', status: 'accepted' },
      { name: 'Benedikt', status: 'accepted', timeZone: 'Europe/Berlin' },
    ]);
    expect(mailsTo(benAddress).map(({ subject }) => subject)).toEqual(['Your appointment is confirmed']);
    expect(mailsTo(ana.email)).toEqual([]);
    expect((await answers(token, accept)).body).toEqual({ state: 'accepted' });
    for (const answer of ['not_me', 'never'])
      expect(await answers(token, { answer })).toBeProblem(409, '/problems/invitation-answered');
  });

  it('may choose a PIN in the browser in which they accepted, and whoever was known before keeps their own', async () => {
    const { practice, booked, token } = await givenInvited();
    const accepted = await answers(token, accept);
    const cookie = bookedCookie(accepted)!;
    const benId = (await people(practice, booked.caseId)).find(({ name }) => name === 'Benedikt')!.clientId!;
    const here = await opensInBrowser(app, await signInSecret(app, practice.id, benId), [cookie]);
    expect((await here.call('get', '/private')).body).toMatchObject({ maySet: true });
    const elsewhere = await opensInBrowser(app, await signInSecret(app, practice.id, benId));
    expect((await elsewhere.call('get', '/private')).body).toMatchObject({ maySet: false });

    clock.set('2027-01-11T09:00:00Z');
    const second = await givenInvited('2027-01-12T11:00:00Z');
    const known = await app
      .as(second.practice)
      .post('/clients')
      .send({ ...ben, name: 'Benedikt' });
    await app.sql('UPDATE clients SET confirmed_at = now() WHERE id = $1', [known.body.id]);
    const again = await answers(second.token, accept);
    expect(again.body).toEqual({ state: 'accepted' });
    expect(bookedCookie(again)).toBeNull();
    expect((await people(second.practice, second.booked.caseId)).map(({ clientId }) => clientId)).toContain(
      known.body.id,
    );
  });

  it('takes the place that the coach had kept for them by hand, if they had', async () => {
    const { practice, booked, token } = await givenInvited();
    const mistyped = { ...ben, email: `x${ben.email}` };
    const added = await app.as(practice).post(`/cases/${booked.caseId}/participants`).send(mistyped);
    const { clientId: own } = added.body as { clientId: string };
    const { headers } = await app.as(practice).get(`/clients/${own}`);
    const put = app.as(practice).patch(`/clients/${own}`).set('If-Match', String(headers['etag']));
    expect((await put.send({ email: ben.email })).status).toBe(200);
    await answers(token, accept);
    await app.settle();
    expect((await people(practice, booked.caseId)).map(({ clientId }) => clientId)).toContain(added.body.clientId);
    expect(await people(practice, booked.caseId)).toHaveLength(2);
    const { attendances } = (await app.as(practice).get(`/appointments/${booked.appointment}`)).body;
    expect(attendances).toMatchObject([{ name: 'Ana' }, { name: 'Ben', status: 'accepted' }]);
  });

  it('comes too late once the case is closed, or after thirty days, and can refuse all the same', async () => {
    const { practice, booked, token } = await givenInvited();
    clock.set('2027-02-12T09:00:00Z');
    expect(await stateOf(token)).toEqual({ state: 'over' });
    expect(await answers(token, accept)).toBeProblem(409, '/problems/invitation-over');
    clock.set('2027-01-13T09:00:00Z');
    const { revision } = (await app.as(practice).get(`/cases/${booked.caseId}`)).body;
    await app.as(practice).patch(`/cases/${booked.caseId}`).set('If-Match', `"${revision}"`).send({ status: 'closed' });
    expect(await answers(token, accept)).toBeProblem(409, '/problems/invitation-over');
    expect(await invites(practice, booked)).toBeProblem(409, '/problems/case-closed');
    expect((await answers(token, { answer: 'never' })).body).toEqual({ state: 'never' });
  });
});

describe('Whoever says that it is not them, or never again', () => {
  it('is written to no more, by whatever way the practice comes to the address', async () => {
    const { practice, offering, booked, token } = await givenInvited();
    expect((await answers(token, { answer: 'never' })).body).toEqual({ state: 'never' });
    await app.mailbox.clear();

    await invites(practice, booked); // once more, in the same case
    const another = await requests(practice, offering, '2027-01-14T10:00:00Z', {
      client: { ...ana, name: 'Zed', email: 'zed@example.org' },
    });
    await invites(practice, another); // named by somebody else
    await app.books('Ben', practice, await given.offering(practice), '2027-01-14T12:00:00Z', { client: ben });
    const added = await app.as(practice).post(`/cases/${booked.caseId}/participants`).send(ben);
    expect(added).toBeProblem(409, '/problems/invite-instead');
    const made = await app
      .as(practice)
      .post('/clients')
      .send({ ...ben, name: 'Benny' });
    const questions = [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true }];
    const form = await app
      .as(practice)
      .post('/forms')
      .send({ slug: 'a-form', name: 'A form', kind: 'intake', definition: { questions } });
    await app.as(practice).post('/assignments').send({ form: form.body.id, client: made.body.id });
    await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email: benAddress });
    await app.settle();
    clock.set('2027-01-13T12:00:30Z');
    await app.settle();
    expect(mailsTo(benAddress)).toEqual([]);
    expect(await answers(token, accept)).toBeProblem(409, '/problems/invitation-answered');
  });

  it('cuts nobody off who holds more than that mailbox: their own mail and ways in go on, and no other does', async () => {
    const { practice, offering, token } = await givenInvited();
    const client = async (name: string) =>
      (
        await app
          .as(practice)
          .post('/clients')
          .send({ ...ben, name })
      ).body.id as string;
    const [own, without] = [await client('Ben'), await client('Bill')];
    await app.sql('UPDATE clients SET confirmed_at = $2 WHERE id = ANY ($1)', [[own, without], clock.now()]);
    await app.sql(
      `INSERT INTO client_factors (practice_id, client_id, pin_hash, pin_set_at) VALUES ($1, $2, 'a hash', $3)`,
      [practice.id, own, clock.now()],
    );
    expect((await answers(token, { answer: 'never' })).body).toEqual({ state: 'never' });
    await app.mailbox.clear();

    await requests(practice, offering, '2027-01-14T10:00:00Z', { client: { ...ben, name: 'Bob' }, partner: ana });
    const questions = [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true }];
    const definition = { slug: 'a-form', name: 'A form', kind: 'intake', definition: { questions } };
    const form = await app.as(practice).post('/forms').send(definition);
    for (const one of [await client('Benny'), without])
      await app.as(practice).post('/assignments').send({ form: form.body.id, client: one });
    await app.settle();
    expect(mailsTo(benAddress)).toEqual([]);

    await app.as(practice).post('/assignments').send({ form: form.body.id, client: own });
    await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email: benAddress });
    await app.settle();
    expect(mailsTo(benAddress)).toHaveLength(2);
    const sent = (await app.rows<{ client_id: string; status: string }>(practice, 'messages')).filter(
      ({ client_id: id, status }) => [own, without].includes(id) && status === 'sent',
    );
    expect(new Set(sent.map(({ client_id: id }) => id))).toEqual(new Set([own]));

    // A code that the coach spoke takes the PIN's place, and is of no use without a link.
    await app.mailbox.clear();
    expect((await app.as(practice).post(`/clients/${own}/private-access`).send({})).status).toBe(201);
    await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email: benAddress });
    await app.settle();
    expect(mailsTo(benAddress)).toHaveLength(1);
  });

  it('who is not meant hears nothing more of it, keeps what is their own, and may still think again', async () => {
    const { practice, offering, token } = await givenInvited();
    expect((await answers(token, { answer: 'not_me' })).body).toEqual({ state: 'not_me' });
    await app.mailbox.clear();
    await invites(practice, await requests(practice, offering, '2027-01-14T10:00:00Z'));
    const added = await app.as(practice).post('/clients').send(ben);
    const questions = [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true }];
    const definition = { slug: 'a-form', name: 'A form', kind: 'intake', definition: { questions } };
    const form = await app.as(practice).post('/forms').send(definition);
    await app.as(practice).post('/assignments').send({ form: form.body.id, client: added.body.id });
    await app.settle();
    expect(mailsTo(benAddress)).toEqual([]);

    await app.books('Ben', practice, await given.offering(practice), '2027-01-14T12:00:00Z', { client: ben });
    await app.settle();
    expect(mailsTo(benAddress).map(({ subject }) => subject)).toEqual(['Your appointment is confirmed']);
    expect((await answers(token, accept)).body).toEqual({ state: 'accepted' });
    await app.as(practice).post('/assignments').send({ form: form.body.id, client: added.body.id });
    await app.settle();
    expect((await opensLink(app, formToken(app, benAddress))).status).toBe(200);
  });

  it('is told to nobody: case, messages, tasks and audit look as if nobody had answered', async () => {
    const outcomes: unknown[] = [];
    for (const answer of [null, 'not_me', 'never', 'never before']) {
      const practice = await given.practice();
      const offering = await given.offering(practice, { kind: 'couple' });
      if (answer === 'never before') {
        await invites(practice, await requests(practice, offering, '2027-01-15T10:00:00Z'));
        await app.settle();
        await answers(joiningToken(), { answer: 'never' });
      }
      await app.settle();
      const before = (await app.as(practice).get('/audit-entries?limit=1')).body.data[0].id as string;
      const booked = await requests(practice, offering, '2027-01-13T10:00:00Z');
      const invited = await invites(practice, booked);
      await app.settle();
      if (answer === 'not_me' || answer === 'never') await answers(joiningToken(), { answer });
      await app.settle();
      const again = await invites(practice, booked);
      await app.settle();
      const list = async (path: string) => (await app.as(practice).get(path)).body.data as Record<string, unknown>[];
      const audit = (await list('/audit-entries?limit=200')).filter(({ id }) => String(id) > before);
      outcomes.push({
        invited: [invited.status, invited.body.status, again.status, again.body.status],
        people: (await people(practice, booked.caseId)).map(({ name, status }) => [name, status]),
        messages: (await list('/messages?order=newest&limit=2')).map(({ template, status }) => [template, status]),
        tasks: new Set((await list('/tasks')).map(({ kind }) => kind)),
        audit: audit.map(({ action }) => action),
      });
      await app.mailbox.clear();
    }
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
  });
});
