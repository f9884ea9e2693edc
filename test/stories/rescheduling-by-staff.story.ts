import { anAgreedTime } from '../support/agreed-time.js';
import { Payer } from '../support/payments.js';
import { signsIn } from '../support/insiders.js';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const ten = '2027-01-14T10:00:00Z';
const two = '2027-01-14T14:00:00Z';
const night = '2027-01-14T22:07:00Z';
const hasMoved = 'Your appointment has moved';

const acts = (practice: GivenPractice, id: string, action: string, body: object = {}) =>
  app.as(practice).post(`/appointments/${id}/${action}`).send(body);
const moves = (practice: GivenPractice, id: string, start: unknown, more: object = {}) =>
  acts(practice, id, 'reschedule', { start, ...more });

describe('Staff move an appointment (issue 4, item 4)', () => {
  it('and nobody is told within the three minutes in which it may be taken back, nor ever if it was', async () => {
    const { practice, booking, client, coach } = await anAgreedTime(app, ten);
    expect((await moves(practice, booking.id, two)).body).toMatchObject({ start: two, sequence: 1 });
    clock.advance({ minutes: 2, seconds: 59 });
    await app.settle();
    expect([client(), coach()]).toEqual([[], []]);

    const back = await acts(practice, booking.id, 'undo');
    expect(back.body).toMatchObject({
      status: 'confirmed',
      start: ten,
      sequence: 2,
      moves: [
        { from: ten, by: 'practice', takesBack: false },
        { from: two, by: 'practice', takesBack: true },
      ],
    });
    clock.advance({ hours: 1 });
    await app.settle();
    expect([client(), coach()]).toEqual([[], []]);
    expect(await acts(practice, booking.id, 'undo')).toBeProblem(409, '/problems/appointment-closed');
  });

  it('and each is told once when the three minutes are over: the time they knew, and the new one', async () => {
    const { practice, booking, client, coach, letter } = await anAgreedTime(app, ten);
    await moves(practice, booking.id, '2027-01-14T12:00:00Z');
    clock.advance({ minutes: 1 });
    await moves(practice, booking.id, two); // thought better of: nobody hears of the time between
    await app.settle();
    clock.advance({ minutes: 3 });
    await app.settle();
    expect([client(), coach()]).toEqual([[hasMoved], ['An appointment has moved']]);
    expect(letter().text).toContain('It is now on Thursday 14 January 2027 at 14:00 (Europe/London, UTC+00:00).');
    expect(letter().text).toContain('Before, it was on Thursday 14 January 2027 at 10:00');
    expect(letter().text).not.toContain('12:00');
    expect(await acts(practice, booking.id, 'undo')).toBeProblem(409, '/problems/undo-too-late');
  });

  it('there and back by two moves, and nobody hears of either', async () => {
    const { practice, booking, client, coach } = await anAgreedTime(app, ten);
    await moves(practice, booking.id, two);
    await moves(practice, booking.id, ten);
    await app.settle();
    clock.advance({ minutes: 10 });
    await app.settle();
    expect([client(), coach()]).toEqual([[], []]);
  });

  it('before its confirmation left, and each is told what stands, as at first', async () => {
    const practice = await given.practice();
    const booking = await payer.books('Nia', practice, await given.offering(practice), ten);
    await moves(practice, booking.id, two);
    await app.settle();
    expect(app.mailbox.messages('nia@example.org')).toEqual([]);
    await acts(practice, booking.id, 'undo');
    await app.settle();
    clock.advance({ minutes: 10 });
    await app.settle();
    const mails = () => app.mailbox.messages('nia@example.org');
    expect(mails().map(({ subject }) => subject)).toEqual(['Your appointment is confirmed']);
    expect(mails()[0]?.text).toContain('10:00');
    const coach = () => app.mailbox.messages(`${practice.coach.slug}@example.org`).map(({ subject }) => subject);
    expect(coach()).toEqual(['You are invited', 'A new appointment']);

    const second = await payer.books('Nia', practice, await given.offering(practice), '2027-01-15T10:00:00Z');
    await moves(practice, second.id, two);
    await app.settle();
    clock.advance({ minutes: 3 });
    await app.settle();
    expect(mails().map(({ subject }) => subject)).toEqual(Array(2).fill('Your appointment is confirmed'));
    expect(mails()[1]?.text).toContain('14:00');
    expect(coach().filter((subject) => subject === 'A new appointment')).toHaveLength(2);
    expect(coach()).toHaveLength(3);
  });

  it('into hours and notice that are lifted with a reason, which is kept and audited; never into an overlap', async () => {
    const { practice, offering, booking } = await anAgreedTime(app, ten);
    expect(await moves(practice, booking.id, night)).toBeProblem(409, '/problems/slot-not-offered');
    const override = { reason: 'She works by day.' };
    const moved = await moves(practice, booking.id, night, { override });
    expect(moved.body).toMatchObject({ start: night, sequence: 1 });
    const { history } = (await app.as(practice).get(`/appointments/${booking.id}`)).body;
    expect(history.slice(-2)).toMatchObject([
      { action: 'appointment.rescheduled' },
      { action: 'appointment.rules-lifted', reason: 'She works by day.' },
    ]);
    await app.books('Ned', practice, offering, two);
    expect(await moves(practice, booking.id, two, { override })).toBeProblem(409, '/problems/slot-taken');
    expect(await moves(practice, booking.id, '2027-01-14T13:30:00Z', { override })).toBeProblem(
      409,
      '/problems/slot-taken',
    );
    expect((await payer.sees(booking)).appointment).toMatchObject({ start: night });
  });

  it('to a time on the wall; one that does not exist, or exists twice, is asked about', async () => {
    clock.set('2027-03-20T09:00:00Z');
    const practice = await given.practice();
    const start = '2027-03-27T10:00:00Z';
    const booking = await payer.books('Ida', practice, await given.offering(practice), start);
    const override = { reason: 'Early bird.' };
    const skipped = await moves(
      practice,
      booking.id,
      { local: '2027-03-28T01:30', timeZone: 'Europe/London' },
      { override },
    );
    expect(skipped).toBeProblem(409, '/problems/time-unclear');
    expect(skipped.body.choices).toMatchObject([
      { start: '2027-03-28T00:30:00Z', local: '2027-03-28T00:30' },
      { start: '2027-03-28T01:30:00Z', local: '2027-03-28T02:30' },
    ]);
    const moved = await moves(practice, booking.id, { local: '2027-03-28T10:00', timeZone: 'Europe/London' });
    expect(moved.body).toMatchObject({ start: '2027-03-28T09:00:00Z', local: '2027-03-28T10:00', offset: '+01:00' });
  });

  it('to the time it has, and nothing happens', async () => {
    const { practice, booking } = await anAgreedTime(app, ten);
    expect((await moves(practice, booking.id, ten)).body).toMatchObject({ sequence: 0, moves: [] });
  });

  it('late, when its client cannot any more; and what is over or held is not moved', async () => {
    const { practice, booking } = await anAgreedTime(app, ten);
    clock.set('2027-01-14T09:59:00Z');
    expect((await moves(practice, booking.id, two)).status).toBe(200);
    await acts(practice, booking.id, 'cancel');
    expect(await moves(practice, booking.id, ten)).toBeProblem(409, '/problems/appointment-closed');
    const held = await payer.books('Oda', practice, await given.paidOffering(practice), '2027-01-15T10:00:00Z');
    expect(await moves(practice, held.id, '2027-01-15T12:00:00Z')).toBeProblem(409, '/problems/appointment-closed');
  });

  it('and take back only what staff moved last, and only while its old time is free', async () => {
    const { practice, offering, booking } = await anAgreedTime(app, ten);
    await payer.calls('post', `${booking.token}/reschedule`, { start: two });
    expect(await acts(practice, booking.id, 'undo')).toBeProblem(409, '/problems/appointment-closed');
    await moves(practice, booking.id, ten);
    await app.books('Ned', practice, offering, two);
    expect(await acts(practice, booking.id, 'undo')).toBeProblem(409, '/problems/slot-taken');
    expect((await payer.sees(booking)).appointment).toMatchObject({ start: ten });
  });

  it('as the coach of it, an assistant or the owner, and no other coach', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    await given.availability(practice, coach.coachId, {
      timeZone: 'Europe/London',
      weekly: [{ days: ['thu'], from: '09:00', to: '17:00' }],
      overrides: [],
    });
    const booking = await payer.books(
      'Una',
      practice,
      await given.offering(practice, { coachIds: [coach.coachId] }),
      ten,
    );
    const path = `/appointments/${booking.id}/reschedule`;
    expect(await colleague.post(path, { start: two })).toBeProblem(403, '/problems/forbidden');
    expect((await coach.post(path, { start: two })).status).toBe(200);
    expect((await assistant.post(path, { start: '2027-01-14T15:00:00Z' })).status).toBe(200);
    expect((await assistant.post(`/appointments/${booking.id}/undo`, {})).body).toMatchObject({ start: two });
  });
});
