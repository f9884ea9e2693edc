import { newId } from '#platform';
import { agreesForTwo } from '../support/answers-for-two.js';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { formToken, opensLink } from '../support/portal.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const ana = { name: 'Ana', email: 'ana@example.org', timeZone: 'Europe/London' };
const ben = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/Madrid' };
const ten = '2027-01-14T10:00:00Z';
const eleven = '2027-01-14T11:00:00Z';

interface Seen {
  readonly id: string;
  readonly caseId: string;
  readonly attendances: readonly { clientId: string; name: string; status: string; timeZone: string }[];
}

const mailsTo = (email: string) => app.mailbox.messages(email).map(({ subject }) => subject);
const linkIn = (email: string, subject: string, page: string) => {
  const mail = app.mailbox.messages(email).find((one) => one.subject.includes(subject));
  return new RegExp(`/${page}/(\\S+)`).exec(mail?.text ?? '')?.[1] ?? '';
};
const view = async (token: string) => (await app.visitor.get(`/api/v1/public/appointments/${token}`)).body;
const calendar = async (practice: GivenPractice): Promise<Seen[]> =>
  (await app.as(practice).get('/appointments')).body.data;
const cases = async (practice: GivenPractice) => (await app.as(practice).get('/cases')).body.data;

async function givenCouple(wishes: Record<string, unknown> = {}) {
  const practice = await given.practice();
  const offering = await given.offering(practice, { kind: 'couple', ...wishes });
  const opened = await app.as(practice).post('/cases').send({ kind: 'couple', coach: practice.coach.id });
  return { practice, offering, caseId: (opened.body as { id: string }).id };
}
const adds = async (practice: GivenPractice, caseId: string, person: typeof ana): Promise<string> =>
  (await app.as(practice).post(`/cases/${caseId}/participants`).send(person)).body.clientId;

/** They open a link that was mailed to them, which proves the address. */
async function opensMail(practice: GivenPractice, clientId: string, { email }: typeof ana): Promise<void> {
  const questions = [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true }];
  const slug = `form-${newId()}`;
  const form = await app
    .as(practice)
    .post('/forms')
    .send({ slug, name: 'A form', kind: 'intake', definition: { questions } });
  await app.as(practice).post('/assignments').send({ form: form.body.id, client: clientId });
  await app.settle();
  expect((await opensLink(app, formToken(app, email))).status).toBe(200);
  await app.mailbox.clear();
  await app.settle();
}
/** Until it can no longer be taken back, when whoever comes is told. */
async function staffBooks(
  practice: GivenPractice,
  offering: GivenOffering,
  caseId: string,
  client: string,
  start = ten,
) {
  const made = await app
    .as(practice)
    .post('/appointments')
    .send({ offering: offering.id, coach: practice.coach.id, start, client, case: caseId });
  clock.advance({ minutes: 3 });
  return made;
}

describe('The two people of a couple case (item 7; issue 4, item 5)', () => {
  it("both attend a joint appointment that staff make, each with a mail, a link, a zone and a reminder of their own (published failure: first participant's name, zone or address used for everyone)", async () => {
    const { practice, offering, caseId } = await givenCouple();
    const anaId = await adds(practice, caseId, ana);
    const benId = await adds(practice, caseId, ben);
    await opensMail(practice, anaId, ana);
    await opensMail(practice, benId, ben);

    expect((await staffBooks(practice, offering, caseId, anaId)).status).toBe(201);
    await app.settle();

    expect((await calendar(practice))[0]?.attendances).toMatchObject([
      { name: 'Ana', status: 'accepted', timeZone: 'Europe/London' },
      { name: 'Ben', status: 'accepted', timeZone: 'Europe/Madrid' },
    ]);
    for (const [person, other, time] of [
      [ana, ben, '10:00'],
      [ben, ana, '11:00'],
    ] as const) {
      const [mail] = app.mailbox.messages(person.email);
      expect(mail?.text).toContain(time);
      expect(JSON.stringify(mail)).not.toContain(other.name);
      expect(JSON.stringify(mail)).not.toContain(other.email);
      const own = await view(linkIn(person.email, '', 'a'));
      expect(own).toMatchObject({ attendees: [person.name], appointment: { timeZone: person.timeZone } });
    }
    await app.mailbox.clear();
    clock.set('2027-01-13T10:00:30Z');
    await app.settle();
    expect([mailsTo(ana.email).length, mailsTo(ben.email).length]).toEqual([1, 1]);
  });

  it('are told of a coming joint appointment when the coach adds them after it was agreed on, and never of a past one', async () => {
    const { practice, offering, caseId } = await givenCouple();
    const anaId = await adds(practice, caseId, ana);
    await opensMail(practice, anaId, ana);
    await staffBooks(practice, offering, caseId, anaId, '2027-01-11T10:00:00Z');
    await staffBooks(practice, offering, caseId, anaId);
    const alone = await given.offering(practice);
    await staffBooks(practice, alone, caseId, anaId, eleven);
    clock.set('2027-01-12T09:00:00Z');
    await app.settle();
    await app.mailbox.clear();

    const benId = await adds(practice, caseId, ben);
    await app.settle();
    expect(mailsTo(ben.email)).toEqual([]);
    const statuses = async () =>
      (await calendar(practice)).map(({ attendances }) => attendances.map(({ name, status }) => `${name} ${status}`));
    expect(await statuses()).toEqual([['Ana accepted'], ['Ana accepted', 'Ben invited'], ['Ana accepted']]);

    await opensMail(practice, benId, ben);
    expect(await statuses()).toEqual([['Ana accepted'], ['Ana accepted', 'Ben accepted'], ['Ana accepted']]);
    expect(mailsTo(ben.email)).toEqual(['Your appointment is confirmed']);
    expect(mailsTo(ana.email)).toEqual([]);
  });

  it('come for themselves alone: one who cannot withdraws, sees no money of the other, and the other still comes (published failure: one participant cancels for all)', async () => {
    const { practice, caseId } = await givenCouple();
    const paid = await given.paidOffering(practice, { kind: 'couple' });
    const anaId = await adds(practice, caseId, ana);
    const benId = await adds(practice, caseId, ben);
    await opensMail(practice, anaId, ana);
    await opensMail(practice, benId, ben);
    await staffBooks(practice, paid, caseId, anaId);
    await app.settle();
    expect([mailsTo(ana.email), mailsTo(ben.email)]).toEqual([['Your time is kept for you'], []]);
    const anas = linkIn(ana.email, 'Your time is kept', 'a');
    const page = await app.visitor.post(`/api/v1/public/appointments/${anas}/checkout`).send({});
    await app.pays(page.body.checkoutUrl);
    await app.settle();

    const bens = linkIn(ben.email, 'Your appointment is confirmed', 'a');
    expect((await view(bens)).payment).toEqual({ required: false, amount: { amount: 0, currency: 'GBP' } });
    expect((await view(anas)).payment).toMatchObject({ status: 'paid' });
    await app.visitor.post(`/api/v1/public/appointments/${anas}/cancel`).send({});
    expect((await view(`${anas}/cancellation`)).explanation).toBe('Cancelling cost nothing.');
    const last = await app.visitor.post(`/api/v1/public/appointments/${bens}/cancel`).send({});
    expect(last.body.cancellation).toMatchObject({ fee: { amount: 0 }, refund: { amount: 0 } });
    expect((await calendar(practice))[0]?.attendances).toMatchObject([{ status: 'withdrawn' }, { status: 'accepted' }]);
    await app.settle();
    expect(mailsTo(ana.email)).toContain('About your appointment');
    expect(mailsTo(ben.email)).not.toContain('About your appointment');
  });

  it('read the same about cancelling whether the other one still comes, and it says both ways it may go', async () => {
    const { practice, caseId } = await givenCouple();
    const paid = await given.paidOffering(practice, { kind: 'couple' });
    const anaId = await adds(practice, caseId, ana);
    const benId = await adds(practice, caseId, ben);
    await opensMail(practice, anaId, ana);
    await opensMail(practice, benId, ben);
    await staffBooks(practice, paid, caseId, anaId);
    await app.settle();
    const anas = linkIn(ana.email, 'Your time is kept', 'a');
    const page = await app.visitor.post(`/api/v1/public/appointments/${anas}/checkout`).send({});
    await app.pays(page.body.checkoutUrl);
    await app.settle();

    const bens = linkIn(ben.email, 'Your appointment is confirmed', 'a');
    const withBen = await view(`${anas}/cancellation`);
    expect(withBen).toMatchObject({ fee: { amount: 0 }, refund: { amount: 9500 } });
    expect(withBen.explanation).toBe(
      'If nobody else is coming, the appointment ends and £95 goes back to you. If somebody is, it goes on and the payment stays with it.',
    );
    const bensBefore = await view(`${bens}/cancellation`);
    await app.visitor.post(`/api/v1/public/appointments/${bens}/cancel`).send({});
    expect(await view(`${anas}/cancellation`)).toEqual(withBen);
    expect(bensBefore).toMatchObject({ fee: { amount: 0 }, refund: { amount: 0 } });
    const last = await app.visitor.post(`/api/v1/public/appointments/${anas}/cancel`).send({ seen: withBen.fee });
    expect(last.body.cancellation).toMatchObject({ fee: { amount: 0 }, refund: { amount: 9500 } });
    await app.settle();
    expect(mailsTo(ben.email)).toContain('About your appointment');
    expect(mailsTo(ana.email)).toContain('Your appointment is cancelled');
  });

  it('are not written to because a stranger typed both their addresses', async () => {
    const practice = await given.practice();
    const couple = await given.offering(practice, { kind: 'couple' });
    await app.books('Ana', practice, couple, '2027-01-21T10:00:00Z', { partner: ben });
    const [one] = await cases(practice);
    const named = one.participants.find(({ name }: { name: string }) => name === 'Ben');
    await app.as(practice).post(`/cases/${one.id}/partners/${named.id}/invite`).send({});
    await app.settle();
    const joining = linkIn(ben.email, '', 'i');
    await app.visitor
      .post(`/api/v1/public/joining/${joining}`)
      .send({ answer: 'accept', name: 'Ben', timeZone: 'Europe/Madrid' });
    await app.settle();
    await app.mailbox.clear();
    const [first] = await calendar(practice);
    await agreesForTwo(app, practice, first!.id);
    expect(mailsTo(ben.email)).toEqual(['Your appointment is confirmed']);
    await app.mailbox.clear();

    const stranger = await app.books('Ana', practice, couple, '2027-01-22T11:00:00Z', { partner: ben });
    expect(stranger.body.appointment.status).toBe('pending_approval');
    await agreesForTwo(app, practice, stranger.body.appointment.id);
    const told = app.mailbox.messages(ben.email).map(({ text }) => text);
    expect(told.filter((text) => text.includes('22 January'))).toEqual([]);
  });
});

describe('A known client who books as a couple', () => {
  it('lands in the case in which the partner is already, once the mail about that booking was opened', async () => {
    const { practice, offering, caseId } = await givenCouple();
    const anaId = await adds(practice, caseId, ana);
    const benId = await adds(practice, caseId, ben);
    await opensMail(practice, benId, ben);

    const booked = await app.books('Ana', practice, offering, ten, { partner: ben });
    expect(booked.body.appointment.status).toBe('pending_approval');
    expect(await cases(practice)).toHaveLength(2);
    await opensMail(practice, anaId, ana);
    expect(await cases(practice)).toHaveLength(2);
    await opensMail(practice, (await calendar(practice))[0]?.attendances[0]?.clientId ?? '', ana);

    expect(await cases(practice)).toMatchObject([{ id: caseId, participants: [{ name: 'Ana' }, { name: 'Ben' }] }]);
    const [appointment] = await calendar(practice);
    expect(appointment).toMatchObject({ caseId, attendances: [{ name: 'Ana' }] });
    await agreesForTwo(app, practice, appointment!.id);
    expect([mailsTo(ana.email), mailsTo(ben.email)]).toEqual([
      ['Your appointment is confirmed'],
      ['Your appointment is confirmed'],
    ]);
  });

  it('who opens the mail about their booking finds both bookings in one case, and nothing shared in it reaches the partner by that', async () => {
    const { practice, offering, caseId } = await givenCouple();
    const anaId = await adds(practice, caseId, ana);
    await adds(practice, caseId, ben);
    await opensMail(practice, anaId, ana);
    await app.books('Ana', practice, offering, ten, { partner: ben });
    const second = (await cases(practice)).find(({ id }: { id: string }) => id !== caseId);
    const note = await app
      .as(practice)
      .post(`/cases/${second.id}/notes`)
      .send({ audience: 'all', body: 'plum-ladder-12' });
    expect(note.status).toBe(201);
    const [booker] = (await calendar(practice))[0]?.attendances ?? [];
    await opensMail(practice, booker?.clientId ?? '', ana);

    expect(await cases(practice)).toHaveLength(1);
    const [anas] = (await app.as(practice).get(`/cases/${caseId}`)).body.participants;
    const notes = (await app.as(practice).get(`/cases/${caseId}/notes`)).body.data;
    expect(notes).toMatchObject([{ body: 'plum-ladder-12', audience: anas.id }]);
    expect((await app.as(practice).get(`/cases/${second.id}`)).body.id).toBe(caseId);
  });
});
