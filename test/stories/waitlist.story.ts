import { agreesForTwo } from '../support/answers-for-two.js';
import { cards, Payer } from '../support/payments.js';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { signsIn } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';
import { Waiting } from '../support/waiting.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const waiting = new Waiting(app);
const wednesday = '2027-01-13T10:00:00Z';

async function aPractice(wishes: Record<string, unknown> = {}) {
  const practice = await given.practice();
  return { practice, offering: await given.offering(practice, wishes) };
}
const liveClaims = async (practice: GivenPractice) =>
  (await app.rows<{ start_at: Date; live: boolean; offer_id: string | null }>(practice, 'time_claims')).filter(
    ({ live }) => live,
  );
const offers = (practice: GivenPractice) => app.rows<{ status: string; start_at: Date }>(practice, 'waitlist_offers');
const listed = async (practice: GivenPractice, offering: GivenOffering, date = '2027-01-13') => {
  const path = `/api/v1/public/practices/${practice.slug}/offerings/${offering.slug}/slots`;
  const answer = await app.visitor.get(`${path}?from=${date}&to=${date}&timeZone=UTC`);
  const { days } = answer.body as { days: { slots: { start: string }[] }[] };
  return days.flatMap(({ slots }) => slots.map(({ start }) => start));
};

describe('A time that comes free is offered to those who wait (issue 4, item 4)', () => {
  it('to the first of them, for whom it is kept: nobody else is shown it or gets it; taken, it moves what they have', async () => {
    const { practice, offering } = await aPractice();
    const early = await waiting.books(practice, offering, wednesday);
    const first = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z');
    const second = await waiting.joined(practice, offering, '2027-01-19T10:00:00Z');
    expect((await waiting.cancels(early)).status).toBe(200);
    await app.settle();

    expect([waiting.told(first.email), waiting.told(second.email)]).toEqual([1, 0]);
    const mail = app.mailbox.messages(first.email).at(-1)!;
    expect(mail.text).toContain('Wednesday 13 January 2027 at 10:00');
    expect(mail.text).toContain('kept for you until 11:00');
    expect(await listed(practice, offering)).not.toContain(wednesday);
    expect(await app.books('Zoe', practice, offering, wednesday)).toBeProblem(409, '/problems/slot-taken');
    expect((await liveClaims(practice)).filter(({ offer_id }) => offer_id !== null)).toHaveLength(1);

    const link = waiting.linkTo(first.email)!;
    const seen = await waiting.sees(link);
    expect(seen).toMatchObject({
      state: 'waiting',
      present: { start: '2027-01-20T10:00:00Z' },
      offer: { start: wednesday, local: '2027-01-13T10:00', until: '2027-01-11T11:00:02Z' },
    });
    expect(await offers(practice)).toMatchObject([{ status: 'open' }]); // looking changes nothing
    const taken = await waiting.acts(link, 'claim', { start: wednesday });
    expect(taken.status).toBe(200);
    expect(taken.body).toMatchObject({
      moved: true,
      appointment: { id: first.id, status: 'confirmed', start: wednesday },
      payment: { required: false },
    });
    const again = await waiting.acts(link, 'claim', { start: wednesday });
    expect(again.body).toMatchObject({ moved: true, appointment: { id: first.id, start: wednesday } });
    expect((await payer.sees(first)).appointment).toMatchObject({ start: wednesday, sequence: 1 });
    expect((await liveClaims(practice)).map(({ start_at }) => start_at.toISOString()).sort()).toEqual([
      '2027-01-13T10:00:00.000Z',
      '2027-01-19T10:00:00.000Z',
    ]);
    await app.settle();
    expect(app.mailbox.messages(first.email).map(({ subject }) => subject)).toContain('Your appointment has moved');
    // What they left is later than what the other has, so nobody is asked about it.
    expect(waiting.told(second.email)).toBe(0);
    expect((await waiting.sees(link)).state).toBe('taken');
  });

  it('and says before what cancelling costs at the new time, where something was paid', async () => {
    const { practice, offering } = await aPractice();
    const paid = await given.paidOffering(practice);
    const early = [wednesday, '2027-01-12T09:00:00Z'];
    const theirs = [];
    for (const start of early) theirs.push(await waiting.books(practice, offering, start));
    const booking = await waiting.books(practice, paid, '2027-01-20T10:00:00Z');
    await payer.pays(booking, cards.pays);
    expect((await waiting.joins(booking)).status).toBe(200);
    const fees = [];
    for (const one of theirs) {
      await waiting.cancels(one);
      await app.settle();
      const link = waiting.linkTo(booking.email)!;
      const { offer } = await waiting.sees(link);
      fees.push([offer?.start, offer?.fee]);
      await waiting.acts(link, 'decline', { start: offer!.start });
      await app.settle();
    }
    expect(fees).toEqual([
      [early[0], { from: '2027-01-12T10:00:00Z', fromLocal: '2027-01-12T10:00', atOnce: false }],
      [early[1], { from: '2027-01-11T09:00:00Z', fromLocal: '2027-01-11T09:00', atOnce: true }],
    ]);
  });

  it('never to who left that very time, since it is no news to them', async () => {
    const { practice, offering } = await aPractice();
    const first = await waiting.joined(practice, offering, wednesday);
    const second = await waiting.joined(practice, offering, '2027-01-21T10:00:00Z');
    const left = await payer.calls('post', `${first.token}/reschedule`, { start: '2027-01-20T10:00:00Z' });
    expect(left.status).toBe(200);
    await app.settle();
    expect([first, second].map(({ email }) => waiting.told(email))).toEqual([0, 1]);
  });

  it('then to the next, after "no, thank you" or once its time is over; and to everybody once nobody is left', async () => {
    const { practice, offering } = await aPractice();
    const early = await waiting.books(practice, offering, wednesday);
    const people = [];
    for (const day of [19, 20, 21]) people.push(await waiting.joined(practice, offering, `2027-01-${day}T10:00:00Z`));
    const [first, second, third] = people.map(({ email }) => email) as [string, string, string];
    await waiting.cancels(early);
    await app.settle();
    const declined = await waiting.acts(waiting.linkTo(first)!, 'decline', { start: wednesday });
    expect(declined.body).toMatchObject({ state: 'waiting', offer: null });
    await app.settle();
    expect([first, second, third].map((email) => waiting.told(email))).toEqual([1, 1, 0]);
    expect(await waiting.acts(waiting.linkTo(first)!, 'claim', { start: wednesday })).toBeProblem(
      409,
      '/problems/offer-over',
    );

    clock.advance({ minutes: 119 });
    await app.settle();
    expect(waiting.told(third)).toBe(0);
    clock.advance({ minutes: 1 });
    expect(await waiting.acts(waiting.linkTo(second)!, 'claim', { start: wednesday })).toBeProblem(
      409,
      '/problems/offer-over',
    );
    await app.settle();
    expect([first, second, third].map((email) => waiting.told(email))).toEqual([1, 1, 1]);
    expect(await listed(practice, offering)).not.toContain(wednesday);
    await waiting.acts(waiting.linkTo(third)!, 'decline', { start: wednesday });
    await app.settle();
    expect(await listed(practice, offering)).toContain(wednesday);
    expect([first, second, third].map((email) => waiting.told(email))).toEqual([1, 1, 1]);
    expect((await offers(practice)).map(({ status }) => status)).toEqual(['declined', 'over', 'declined']);
  });

  it('only where it suits on their own wall, and is early enough for the notice', async () => {
    const { practice, offering } = await aPractice({ minimumNoticeMinutes: 24 * 60 });
    const early = await waiting.books(practice, offering, wednesday);
    const soon = await waiting.books(practice, offering, '2027-01-12T11:00:00Z');
    const tuesdays = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z', { days: ['tue'] });
    const afternoons = await waiting.joined(practice, offering, '2027-01-20T11:00:00Z', { parts: ['afternoon'] });
    const sooner = await waiting.joined(practice, offering, '2027-01-20T12:00:00Z', { until: '2027-01-12' });
    const fits = await waiting.joined(practice, offering, '2027-01-20T13:00:00Z', {
      days: ['wed'],
      parts: ['morning'],
    });
    await waiting.cancels(early);
    await app.settle();
    const told = () => [tuesdays, afternoons, sooner, fits].map(({ email }) => waiting.told(email));
    expect(told()).toEqual([0, 0, 0, 1]);
    // 26 hours before it begins, of which 24 are the notice: it is kept for no longer than that leaves.
    await waiting.cancels(soon);
    await app.settle();
    expect(told()).toEqual([1, 0, 0, 1]);
    const { offer } = await waiting.sees(waiting.linkTo(tuesdays.email)!);
    expect(offer).toMatchObject({ start: '2027-01-12T11:00:00Z', until: '2027-01-11T11:00:00Z' });
  });

  it('not at night, and not in quiet hours: the next is asked, and who slept is asked in the morning if it is still free', async () => {
    const { practice, offering } = await aPractice();
    const [one, other] = [
      await waiting.books(practice, offering, wednesday),
      await waiting.books(practice, offering, '2027-01-14T10:00:00Z'),
    ];
    const asleep = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z');
    const quiet = await waiting.joined(practice, offering, '2027-01-20T11:00:00Z');
    await app.sql(
      `INSERT INTO safe_contacts (practice_id, client_id, level, quiet_from, quiet_to, quiet_zone)
       SELECT practice_id, id, 'discreet', '07:00', '12:00', 'Europe/London' FROM clients WHERE email = $1`,
      [quiet.email],
    );
    clock.set('2027-01-11T23:30:00Z');
    await waiting.cancels(one);
    await app.settle();
    expect(waiting.told(asleep.email) + waiting.told(quiet.email)).toBe(0);
    expect(await listed(practice, offering)).toContain(wednesday);
    clock.set('2027-01-12T08:00:00Z');
    await app.settle();
    expect([asleep, quiet].map(({ email }) => waiting.told(email))).toEqual([1, 0]);
    await waiting.acts(waiting.linkTo(asleep.email)!, 'decline', { start: wednesday });
    await waiting.cancels(other);
    await app.settle();
    expect([asleep, quiet].map(({ email }) => waiting.told(email))).toEqual([2, 0]);
    clock.set('2027-01-12T12:00:00Z');
    await app.settle();
    // One time each: the first let the second one run out at ten, and it waited for noon as well.
    expect([asleep, quiet].map(({ email }) => waiting.told(email))).toEqual([2, 1]);
  });

  it('by everything that frees one: a request declined, a hold that ran out, a move; what staff cancel, once it stands', async () => {
    const { practice, offering } = await aPractice();
    const asked = await given.offering(practice, { approval: 'coach' });
    const paid = await given.paidOffering(practice);
    const request = await waiting.books(practice, asked, '2027-01-13T10:00:00Z');
    const hold = await waiting.books(practice, paid, '2027-01-13T11:00:00Z');
    const moved = await waiting.books(practice, offering, '2027-01-13T12:00:00Z');
    const staff = await waiting.books(practice, offering, '2027-01-13T13:00:00Z');
    const { email } = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z');
    const next = async (start: string) => {
      await app.settle();
      expect((await waiting.sees(waiting.linkTo(email)!)).offer).toMatchObject({ start });
      await waiting.acts(waiting.linkTo(email)!, 'decline', { start });
      await app.settle();
    };
    await app.as(practice).post(`/appointments/${request.id}/decline`).send({});
    await next('2027-01-13T10:00:00Z');
    expect(hold.sessionId).not.toBe('');
    clock.advance({ minutes: 16 });
    await next('2027-01-13T11:00:00Z');
    await payer.calls('post', `${moved.token}/reschedule`, { start: '2027-01-13T15:00:00Z' });
    await next('2027-01-13T12:00:00Z');
    await app.as(practice).post(`/appointments/${staff.id}/cancel`).send({});
    await app.settle();
    expect(waiting.told(email)).toBe(3);
    clock.advance({ minutes: 3 });
    await next('2027-01-13T13:00:00Z');
    expect(waiting.told(email)).toBe(4);
  });

  it('by blocked time that goes; and a coach who blocks it takes back what is only offered, and reads why it is not offered', async () => {
    const { practice, offering } = await aPractice();
    const early = await waiting.books(practice, offering, wednesday);
    const { email } = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z');
    await waiting.cancels(early);
    await app.settle();
    const why = await app
      .as(practice)
      .get(`/slots/explain?offering=${offering.id}&coach=${practice.coach.id}&start=${wednesday}`);
    const [{ id: entry }] = (await app.rows<{ id: string }>(practice, 'waitlist_entries')) as [{ id: string }];
    expect(why.body).toEqual({
      outcome: 'not-offered',
      reasons: [
        {
          rule: 'waitlist',
          text: 'The time from 10:00 to 11:00 is kept for somebody who waits, until they answer or the time for it is over.',
          link: `/studio?whose=all#waiting-${entry}`,
        },
      ],
    });
    const path = `/coaches/${practice.coach.id}/blocked-times`;
    const blocked = await app.as(practice).post(path).send({ start: wednesday, end: '2027-01-13T12:00:00Z' });
    expect(blocked.status).toBe(201);
    const link = waiting.linkTo(email)!;
    expect(await waiting.acts(link, 'claim', { start: wednesday })).toBeProblem(409, '/problems/offer-over');
    expect((await waiting.sees(link)).offer).toBeNull();

    const { id } = blocked.body as { id: string };
    expect((await app.as(practice).delete(`/blocked-times/${id}`)).status).toBe(204);
    await app.settle();
    expect(waiting.told(email)).toBe(1);
    clock.advance({ minutes: 3 });
    await app.settle();
    // Ten was offered to them before, and nobody hears of one time twice.
    expect((await waiting.sees(waiting.linkTo(email)!)).offer).toMatchObject({ start: '2027-01-13T11:00:00Z' });
  });

  it('and not while it may be taken back: an undo finds its time', async () => {
    const { practice, offering } = await aPractice();
    const staff = await waiting.books(practice, offering, wednesday);
    const { email } = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z');
    await app.as(practice).post(`/appointments/${staff.id}/cancel`).send({});
    await app.settle();
    expect((await app.as(practice).post(`/appointments/${staff.id}/undo`).send({})).status).toBe(200);
    clock.advance({ minutes: 4 });
    await app.settle();
    expect(waiting.told(email)).toBe(0);
  });
});

describe('Who waits (issue 4, item 4)', () => {
  it('leaves by themselves: over the link, with their appointment, by their last date; and staff take them off', async () => {
    const { practice, offering } = await aPractice();
    const [left, cancelled, over, removed, kept] = [
      await waiting.joined(practice, offering, '2027-01-20T10:00:00Z'),
      await waiting.joined(practice, offering, '2027-01-20T11:00:00Z'),
      await waiting.joined(practice, offering, '2027-01-20T12:00:00Z', { until: '2027-01-12' }),
      await waiting.joined(practice, offering, '2027-01-20T13:00:00Z'),
      await waiting.joined(practice, offering, '2027-01-20T14:00:00Z', { days: ['mon'], parts: ['evening'] }),
    ];
    const gone = await app.visitor.delete(`/api/v1/public/appointments/${left.token}/waitlist`);
    expect(gone.status).toBe(204);
    await waiting.cancels(cancelled);
    clock.set('2027-01-13T00:00:00Z');
    await app.settle();
    const before = (await app.as(practice).get('/waitlist')).body as {
      data: { id: string; appointment: { id: string } }[];
    };
    expect(before.data.map(({ appointment }) => appointment.id)).toEqual([removed.id, kept.id]);
    expect((await app.as(practice).delete(`/waitlist/${before.data[0]!.id}`)).status).toBe(204);
    expect((await app.as(practice).delete(`/waitlist/${before.data[0]!.id}`)).status).toBe(204);
    const after = (await app.as(practice).get('/waitlist')).body as { data: unknown[] };
    expect(after.data).toMatchObject([
      {
        appointment: { id: kept.id, start: '2027-01-20T14:00:00Z' },
        client: { name: expect.stringMatching(/^Wait/) },
        days: ['mon'],
        parts: ['evening'],
        until: null,
        offer: null,
        offeredBefore: 0,
      },
    ]);
    const reasons = await app.rows<{ end_reason: string | null }>(practice, 'waitlist_entries');
    expect(reasons.map(({ end_reason }) => end_reason)).toEqual(['left', 'closed', 'over', 'removed', null]);
    expect(over.token).not.toBe('');
  });

  it('is taken off by the coach they wait for, the owner and assistants, and by no colleague of that coach', async () => {
    const { practice, offering } = await aPractice();
    await waiting.joined(practice, offering, '2027-01-20T10:00:00Z');
    const [entry] = ((await app.as(practice).get('/waitlist')).body as { data: { id: string }[] }).data;
    const path = `/waitlist/${entry!.id}`;
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    expect(await colleague.delete(path)).toBeProblem(403, '/problems/forbidden');
    const stranger = await signsIn(app, await given.practice(), { role: 'owner' });
    expect((await stranger.delete(path)).status).toBe(404);
    expect(await app.rows(practice, 'waitlist_entries')).toMatchObject([{ status: 'waiting' }]);
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    expect((await assistant.delete(path)).status).toBe(204);
  });

  it('is asked about one time at once, however often they wait', async () => {
    const { practice, offering } = await aPractice();
    const early = [];
    for (const start of [wednesday, '2027-01-14T10:00:00Z']) early.push(await waiting.books(practice, offering, start));
    const first = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z');
    const again = await waiting.joined(practice, offering, '2027-01-20T11:00:00Z');
    const other = await waiting.joined(practice, offering, '2027-01-20T12:00:00Z');
    // They turned out to be one person.
    await app.sql(
      `UPDATE waitlist_entries SET client_id = (SELECT client_id FROM waitlist_entries WHERE appointment_id = $1) WHERE appointment_id = $2`,
      [first.id, again.id],
    );
    await app.sql(
      `UPDATE attendances SET client_id = (SELECT client_id FROM waitlist_entries WHERE appointment_id = $1) WHERE appointment_id = $1`,
      [again.id],
    );
    for (const one of early) {
      await waiting.cancels(one);
      await app.settle();
    }
    expect([first, again, other].map(({ email }) => waiting.told(email))).toEqual([1, 0, 1]);
  });

  it('keeps their place when they say anew what suits them, and their offer ends with their wait', async () => {
    const { practice, offering } = await aPractice();
    const early = await waiting.books(practice, offering, wednesday);
    const first = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z', { days: ['mon'] });
    const second = await waiting.joined(practice, offering, '2027-01-20T11:00:00Z');
    expect((await waiting.joins(first, { days: ['wed'] })).body).toMatchObject({
      may: true,
      waiting: { state: 'waiting', wishes: { days: ['wed'], parts: ['morning', 'afternoon', 'evening'], until: null } },
    });
    await waiting.cancels(early);
    await app.settle();
    expect([first, second].map(({ email }) => waiting.told(email))).toEqual([1, 0]);
    expect((await app.visitor.delete(`/api/v1/public/waitlist/${waiting.linkTo(first.email)!}`)).status).toBe(204);
    await app.settle();
    expect([first, second].map(({ email }) => waiting.told(email))).toEqual([1, 1]);
    expect((await waiting.sees(waiting.linkTo(first.email)!)).state).toBe('ended');
  });

  it('hears nothing once the reason is gone: who stopped all mail is passed over, and a mail that waits is not sent', async () => {
    const { practice, offering } = await aPractice();
    const early = await waiting.books(practice, offering, wednesday);
    const silent = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z');
    const other = await waiting.joined(practice, offering, '2027-01-20T11:00:00Z');
    await app.sql(
      `INSERT INTO suppressions (practice_id, id, email, reason, covers, created_at) VALUES ($1, gen_random_uuid(), $2, 'bounce', 'all', now())`,
      [practice.id, silent.email],
    );
    await app.settle();
    await app.mailbox.clear();
    await waiting.cancels(early);
    await app.settle();
    expect([silent, other].map(({ email }) => waiting.told(email))).toEqual([0, 1]);
  });

  it('cannot wait with what is for two, what is not agreed on, or what is too late to move', async () => {
    const { practice } = await aPractice();
    const couple = await given.offering(practice, { kind: 'couple' });
    const partner = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/London' };
    const joint = await app.books('Ana', practice, couple, wednesday, { partner });
    const { manageUrl, appointment } = joint.body as { manageUrl: string; appointment: { id: string } };
    const link = { token: manageUrl.split('/').at(-1)!, id: appointment.id, sessionId: '' };
    expect(await waiting.joins(link)).toBeProblem(409, '/problems/appointment-closed');
    await agreesForTwo(app, practice, appointment.id);
    expect(await waiting.joins(link)).toBeProblem(409, '/problems/joint-appointment');
    expect((await payer.calls('get', `${link.token}/waitlist`)).body).toEqual({ may: false, waiting: null });

    const paid = await given.paidOffering(practice);
    const late = await waiting.books(practice, paid, '2027-01-12T10:00:00Z');
    await payer.pays(late, cards.pays);
    clock.set('2027-01-11T20:00:00Z');
    expect(await waiting.joins(late)).toBeProblem(409, '/problems/too-late-to-move');
  });
});
