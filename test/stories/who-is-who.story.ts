import request from 'supertest';
import { Links, newId, system } from '#platform';
import { givenCase, givenClient } from '#clients/testing';
import type { GivenPractice } from '../support/given.js';
import { agreesForTwo } from '../support/answers-for-two.js';
import { signsIn, type Insider } from '../support/insiders.js';
import { formToken, opensLink } from '../support/portal.js';
import { opensInBrowser, signInSecret } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const ana = { name: 'Ana', email: 'ana@example.org', timeZone: 'Europe/London' };
const ben = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/Madrid' };
const ten = '2027-01-13T10:00:00Z';
const eleven = '2027-01-13T11:00:00Z';

interface Seen {
  id: string;
  caseId: string;
  status: string;
  attendances: { clientId: string; name: string }[];
}
const calendar = async (practice: GivenPractice): Promise<Seen[]> =>
  (await app.as(practice).get('/appointments')).body.data;
const cases = async (practice: GivenPractice): Promise<{ id: string; kind: string }[]> =>
  (await app.as(practice).get('/cases')).body.data;
const people = async (practice: GivenPractice): Promise<{ id: string; name: string; confirmed: boolean }[]> =>
  (await app.as(practice).get('/clients')).body.data;

/** What the portal lists for whoever is in this browser. */
const ownAppointments = async ({ cookie }: { cookie: string }): Promise<{ start: string }[]> =>
  (await request(app.url).get('/api/v1/portal/appointments').set('Cookie', cookie)).body.data;

/** They open the link to a form that was mailed to them, which proves the address. */
async function opensForm(practice: GivenPractice, clientId: string, email: string) {
  const questions = [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true }];
  const definition = { questions };
  const form = await app
    .as(practice)
    .post('/forms')
    .send({ slug: `form-${newId()}`, name: 'A form', kind: 'intake', definition });
  await app.as(practice).post('/assignments').send({ form: form.body.id, client: clientId });
  await app.settle();
  const session = await opensLink(app, formToken(app, email));
  expect(session.status).toBe(200);
  await app.mailbox.clear();
  // The form's session opens that form alone; what else is theirs is behind a link to sign in.
  return opensInBrowser(app, await signInSecret(app, practice.id, clientId));
}

/** Ana and Ben are a couple whose first joint appointment was agreed on. */
async function givenCouple() {
  const practice = await given.practice();
  const offering = await given.offering(practice, { kind: 'couple' });
  await app.books('Ana', practice, offering, ten, { partner: ben });
  const [first] = await calendar(practice);
  await agreesForTwo(app, practice, first!.id);
  return { practice, offering, first: first! };
}

describe('A stranger who types a known name and address', () => {
  it('is not told that the two of a couple are known, and does not land in their case', async () => {
    const { practice, offering, first } = await givenCouple();
    const couple = await app.books('Ana', practice, offering, eleven, { partner: ben });
    const nobodyKnown = { name: 'Dee', email: 'dee@example.org', timeZone: 'Europe/London' };
    const strangers = await app.books('Cy', practice, offering, '2027-01-13T12:00:00Z', { partner: nobodyKnown });
    expect([couple.body.appointment.status, strangers.body.appointment.status]).toEqual([
      'pending_approval',
      'pending_approval',
    ]);
    const [, second] = await calendar(practice);
    expect(second!.caseId).not.toBe(first.caseId);
    expect(second!.attendances[0]!.clientId).not.toBe(first.attendances[0]!.clientId);
    expect(await cases(practice)).toHaveLength(3);
  });

  it('opens a case of their own with an offering for one person, too', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await app.books('Ana', practice, offering, ten);
    await app.books('Ana', practice, offering, eleven);
    expect(new Set((await calendar(practice)).map(({ caseId }) => caseId)).size).toBe(2);
  });
});

describe('Who opens a link that was mailed to them', () => {
  it('is confirmed as whom that link was mailed to, and takes over nothing else that was booked in their name', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await app.books('Ana', practice, offering, ten);
    await app.books('Ana', practice, offering, eleven); // somebody else, for all we know
    const [strangers, own] = await people(practice);

    const browser = await opensForm(practice, own!.id, ana.email);
    expect((await ownAppointments(browser)).map(({ start }) => start)).toEqual([ten]);
    expect((await people(practice)).map(({ id, confirmed }) => [id, confirmed])).toEqual([
      [strangers!.id, false],
      [own!.id, true],
    ]);

    await app.books('Ana', practice, offering, '2027-01-13T12:00:00Z');
    await opensForm(practice, own!.id, ana.email);
    expect(await people(practice)).toHaveLength(3);

    const again = await opensForm(practice, strangers!.id, ana.email);
    expect((await ownAppointments(again)).map(({ start }) => start)).toEqual([eleven, ten]);
    expect(await people(practice)).toHaveLength(2);
  });
});

describe('Two people who share a mailbox', () => {
  const bo = { ...ana, name: 'Bo' };

  /** Both booked and opened their own link. */
  async function bothKnown() {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await app.books('Ana', practice, offering, ten);
    await app.books('Bo', practice, offering, eleven, { client: bo });
    const [second, first] = await people(practice);
    const anas = await opensForm(practice, first!.id, ana.email);
    const bos = await opensForm(practice, second!.id, ana.email);
    return { practice, anas, bos };
  }

  it('stay two: each sees what they booked themselves, and nothing of the other', async () => {
    const { practice, anas, bos } = await bothKnown();
    expect((await people(practice)).map(({ name, confirmed }) => [name, confirmed])).toEqual([
      ['Bo', true],
      ['Ana', true],
    ]);
    expect((await ownAppointments(anas)).map(({ start }) => start)).toEqual([ten]);
    expect((await ownAppointments(bos)).map(({ start }) => start)).toEqual([eleven]);
  });

  it('get a link to sign in each, greeted by their own name', async () => {
    const { practice } = await bothKnown();
    await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email: 'ANA@example.org' });
    await app.settle();
    const mails = app.mailbox.messages(ana.email);
    const hellos = mails.map(({ text }) => /Hello (\w+)/.exec(text)?.[1]);
    expect(hellos.sort()).toEqual(['Ana', 'Bo']);
    const bosMail = mails.find(({ text }) => text.includes('Hello Bo'));
    const session = await opensLink(app, /me\/sign-in\/(\S+)/.exec(bosMail!.text)![1]!);
    expect(session.body.client.name).toBe('Bo');
  });

  it('get one each as well while nobody of the address is confirmed, and never more than three', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const names = ['Ana', 'Bo', 'Ana', 'Cy', 'Dee'];
    for (const [n, name] of names.entries())
      await app.books(name, practice, offering, `2027-01-13T${10 + n}:00:00Z`, { client: { ...ana, name } });
    await app.settle();
    await app.mailbox.clear();
    await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email: ana.email });
    await app.settle();
    // Whoever typed those names may be a stranger: each link leads to one of them, and no mail says to whom.
    const mails = app.mailbox.messages(ana.email);
    expect(mails.map(({ text }) => /^Hello.*/.exec(text)?.[0])).toEqual(['Hello,', 'Hello,', 'Hello,']);
    const led: unknown[] = [];
    for (const { text } of mails)
      led.push((await opensLink(app, /me\/sign-in\/(\S+)/.exec(text)![1]!)).body.client.name);
    expect(led.sort()).toEqual(['Ana', 'Bo', 'Cy']);
  });

  it('cannot be given one name by staff', async () => {
    const { practice } = await bothKnown();
    const [second] = await people(practice);
    const { body } = await app.as(practice).get(`/clients/${second!.id}`);
    const renamed = await app
      .as(practice)
      .patch(`/clients/${second!.id}`)
      .set('If-Match', `"${body.revision}"`)
      .send({ name: 'ANA' });
    expect(renamed.status).toBe(400);
    expect(renamed.body.errors).toMatchObject([{ path: 'name' }]);
  });
});

describe('An address that staff change, since somebody else reads that mailbox', () => {
  const safe = 'safe@example.org';
  const linkTo = (page: string, email: string) =>
    app.mailbox.messages(email).flatMap(({ text }) => new RegExp(`/${page}/(\\S+)`).exec(text)?.[1] ?? []);
  const page = (token: string) => app.visitor.get(`/api/v1/public/appointments/${token}`);
  const change = async (practice: GivenPractice, id: string, email: string) => {
    const { revision } = (await app.as(practice).get(`/clients/${id}`)).body as { revision: number };
    return app.as(practice).patch(`/clients/${id}`).set('If-Match', `"${revision}"`).send({ email });
  };

  /** Ana has booked, has a form to answer, is signed in, and has asked for one more link to sign in. */
  async function givenAna() {
    await app.settle();
    await app.mailbox.clear();
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const booked = await app.books('Ana', practice, offering, ten);
    const { id } = (await people(practice))[0]!;
    await app.settle();
    const mailed = linkTo('a', ana.email);
    const browser = await opensForm(practice, id, ana.email);
    await app
      .as(practice)
      .post('/assignments')
      .send({ form: (await app.rows<{ id: string }>(practice, 'forms'))[0]!.id, client: id });
    await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email: ana.email });
    await app.settle();
    const links = {
      manage: [booked.body.manageUrl.split('/').at(-1), ...mailed] as string[],
      session: [...linkTo('f', ana.email), ...linkTo('me/sign-in', ana.email)],
    };
    expect([links.manage.length, links.session.length]).toEqual([2, 2]);
    await app.mailbox.clear();
    return { practice, id, browser, links };
  }

  it('ends every link and session of the old one at once', async () => {
    const { practice, id, browser, links } = await givenAna();
    for (const token of links.manage) expect((await page(token)).status).toBe(200);
    expect((await change(practice, id, safe)).status).toBe(200);
    for (const token of links.manage) expect((await page(token)).status).toBe(404);
    for (const token of links.session) expect((await opensLink(app, token)).status).toBe(404);
    expect((await request(app.url).get('/api/v1/portal/session').set('Cookie', browser.cookie)).status).toBe(401);
    await change(practice, id, ana.email);
    for (const token of links.manage) expect((await page(token)).status).toBe(404);
  });

  it('brings coming appointments and open forms to the new one, once, and nothing more to the old one', async () => {
    const { practice, id } = await givenAna();
    await change(practice, id, safe);
    await app.settle();
    await app.sql(`UPDATE outbox SET done_at = NULL WHERE practice_id = $1 AND name = 'followups.send-pages-anew'`, [
      practice.id,
    ]);
    await app.settle();
    const subjects = app.mailbox.messages(safe).map(({ subject }) => subject);
    expect(subjects.sort()).toEqual([
      'A few questions before we meet',
      'A few questions before we meet',
      'Your appointment is confirmed',
    ]);
    expect(app.mailbox.messages(ana.email)).toEqual([]);
    expect((await page(linkTo('a', safe)[0]!)).status).toBe(200);
    expect((await people(practice))[0]).toMatchObject({ confirmed: false });
    expect((await opensLink(app, linkTo('f', safe)[0]!)).status).toBe(200);
    expect((await people(practice))[0]).toMatchObject({ confirmed: true });
  });

  it('is not fooled by a link that was being written to the old one meanwhile', async () => {
    const { practice, id } = await givenAna();
    const links = app.api.get(Links);
    const owner = { clientId: id, address: ana.email, mailed: true };
    await change(practice, id, safe);
    const late = await app.db.inPractice({ practiceId: practice.id, actor: system }, (tx) =>
      links.issue(tx, 'sign-in', id, null, owner),
    );
    expect((await opensLink(app, late)).status).toBe(404);
    expect((await people(practice))[0]).toMatchObject({ confirmed: false });
  });
});

describe('Who acts by a mailed link to their appointment', () => {
  it('is confirmed by that, while opening the page alone, as scanners do, proves nothing', async () => {
    await app.settle();
    await app.mailbox.clear();
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const booked = await app.books('Ana', practice, offering, ten);
    await app.settle();
    const shown = booked.body.manageUrl.split('/').at(-1) as string;
    const mailed = /\/a\/(\S+)/.exec(app.mailbox.messages(ana.email)[0]!.text)![1]!;
    await app.visitor.get(`/api/v1/public/appointments/${mailed}`);
    await app.visitor.get(`/api/v1/public/appointments/${mailed}/cancellation`);
    expect((await people(practice))[0]).toMatchObject({ confirmed: false });
    await app.visitor.post(`/api/v1/public/appointments/${shown}/cancel`).send({});
    expect((await people(practice))[0]).toMatchObject({ confirmed: false });
    expect((await app.visitor.post(`/api/v1/public/appointments/${mailed}/cancel`).send({})).status).toBe(200);
    expect((await people(practice))[0]).toMatchObject({ confirmed: true });
  });
});

describe('The address of a client who confirmed it', () => {
  it("is changed by the owner or the client's coach, and by nobody who could sign in with it as them", async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const write = (sql: string, values: unknown[]) => app.sql(sql, values);
    const id = await givenClient(write, practice.id, { name: 'Ana', email: ana.email });
    await givenCase(write, practice.id, coach.coachId, [id]);
    const change = async (member: Insider, more: object) => {
      const { revision } = (await member.get(`/clients/${id}`)).body as { revision: number };
      return member.patch(`/clients/${id}`, more, revision);
    };
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    for (const member of [assistant, colleague]) {
      const answer = await change(member, { email: member.email });
      expect(answer).toBeProblem(403, '/problems/forbidden');
      expect((answer.body as { detail: string }).detail).toMatch(/owner to change it, or the coach whom alone/);
    }
    expect((await change(assistant, { phone: '+44 20 7946 0000', email: ana.email })).status).toBe(200);
    expect((await change(coach, { email: 'ana-2@example.org' })).status).toBe(200);
    // It is not confirmed yet, and still nobody else's to choose.
    expect(await change(assistant, { email: assistant.email })).toBeProblem(403, '/problems/forbidden');
    const owner = await signsIn(app, practice, { role: 'owner' });
    expect((await change(owner, { email: 'ana-3@example.org' })).status).toBe(200);
  });

  it('is corrected by anybody who works there as long as nobody ever confirmed it', async () => {
    const practice = await given.practice();
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    const made = await assistant.post('/clients', { ...ana, email: 'aan@example.org' });
    const { id, revision } = made.body as { id: string; revision: number };
    expect((await assistant.patch(`/clients/${id}`, { email: 'naa@example.org' }, revision)).status).toBe(200);
    expect((await assistant.patch(`/clients/${id}`, { email: ana.email }, revision + 1)).status).toBe(200);
  });
});
