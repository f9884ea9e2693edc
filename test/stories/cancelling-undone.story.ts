import { describe, expect, it } from '@jest/globals';
import { CancellationTakenBack } from '#followups';
import { anAgreedTime } from '../support/agreed-time.js';
import { Payer } from '../support/payments.js';
import type { GivenPractice } from '../support/given.js';
import { settleWithRetries } from '../support/retries.js';
import { useTestApp } from '../support/test-app.js';

interface Doubtful {
  id: string;
  template: string;
}

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const start = '2027-01-13T10:00:00Z';
const cancelled = 'Your appointment is cancelled';
const stands = 'Your appointment takes place after all';

const acts = (practice: GivenPractice, id: string, action: string) =>
  app.as(practice).post(`/appointments/${id}/${action}`).send({});

describe('A cancellation by the practice', () => {
  it('is told to nobody while it can be taken back, and never if it was', async () => {
    const { practice, booking, client, coach } = await anAgreedTime(app, start);
    await acts(practice, booking.id, 'cancel');
    clock.advance({ minutes: 2 });
    await app.settle();
    expect([client(), coach()]).toEqual([[], []]);

    expect((await acts(practice, booking.id, 'undo')).body).toMatchObject({ status: 'confirmed' });
    clock.advance({ minutes: 30 });
    await app.settle();
    expect([client(), coach()]).toEqual([[], []]);
  });

  it('is told once the three minutes are over, when nobody can take it back any more', async () => {
    const { practice, booking, client, coach } = await anAgreedTime(app, start);
    await acts(practice, booking.id, 'cancel');
    await app.settle();
    clock.advance({ minutes: 3 });
    await app.settle();
    expect([client(), coach()]).toEqual([[cancelled], ['An appointment was cancelled']]);
    expect(await acts(practice, booking.id, 'undo')).toBeProblem(409, '/problems/undo-too-late');
  });

  it('is told of the second time, after the first was taken back, and then once', async () => {
    const { practice, booking, client, coach } = await anAgreedTime(app, start);
    await acts(practice, booking.id, 'cancel');
    await app.settle();
    await acts(practice, booking.id, 'undo');
    clock.advance({ minutes: 1 });
    await acts(practice, booking.id, 'cancel');
    await app.settle();
    clock.advance({ minutes: 2 }); // the first word would be due now; the second may still be taken back
    await app.settle();
    expect([client(), coach()]).toEqual([[], []]);
    clock.advance({ minutes: 1 });
    await app.settle();
    expect([client(), coach()]).toEqual([[cancelled], ['An appointment was cancelled']]);
  });
});

describe('A cancellation by the client', () => {
  it('that staff take back is taken back to everybody who was told', async () => {
    const { practice, booking, client, coach, letter } = await anAgreedTime(app, start);
    await payer.calls('post', `${booking.token}/cancel`);
    await app.settle();
    expect([client(), coach()]).toEqual([[cancelled], ['An appointment was cancelled']]);

    expect((await acts(practice, booking.id, 'undo')).status).toBe(200);
    await app.settle();
    expect([client(), coach()]).toEqual([
      [cancelled, stands],
      ['An appointment was cancelled', 'An appointment takes place after all'],
    ]);
    expect(letter().attachments).toMatchObject([{ fileName: 'appointment.ics' }]);

    // And once more: each word has its own place.
    clock.advance({ seconds: 1 });
    await payer.calls('post', `${booking.token}/cancel`);
    await app.settle();
    await acts(practice, booking.id, 'undo');
    await app.settle();
    expect(client()).toEqual([cancelled, stands, cancelled, stands]);
  });

  it('that may have reached them is taken back too, while a second copy still waits', async () => {
    const { practice, booking, client, coach } = await anAgreedTime(app, start);
    await app.mailbox.setFaults({ dropAfterData: 2 });
    await payer.calls('post', `${booking.token}/cancel`);
    expect(await settleWithRetries(app, 1)).toBe(2);
    await acts(practice, booking.id, 'undo');
    await settleWithRetries(app);
    expect([client(), coach()]).toEqual([
      [cancelled, stands],
      ['An appointment was cancelled', 'An appointment takes place after all'],
    ]);
  });

  it('is not taken back to who never heard of it', async () => {
    const { practice, booking, client } = await anAgreedTime(app, start);
    await payer.calls('post', `${booking.token}/cancel`);
    expect((await acts(practice, booking.id, 'undo')).status).toBe(200);
    await app.settle();
    clock.advance({ minutes: 30 });
    await app.settle();
    expect(client()).toEqual([]);
  });
});

describe('Taking a cancellation back', () => {
  it('in the very moment of it comes to one end, of which the money knows (issue 4, item 4)', async () => {
    const ends: string[] = [];
    for (let round = 0; round < 4; round++) {
      const { practice, booking } = await anAgreedTime(app, start, { paid: true });
      const cancels = [acts(practice, booking.id, 'cancel'), payer.calls('post', `${booking.token}/cancel`)];
      await Promise.all([...cancels, ...[1, 2, 3].map(() => acts(practice, booking.id, 'undo'))]);
      const { status } = (await payer.sees(booking)).appointment;
      const refunds = await app.rows<{ amount_minor: number }>(practice, 'refunds');
      ends.push(`${status}, ${refunds.reduce((sum, { amount_minor }) => sum + amount_minor, 0)} back`);
    }
    expect(ends.filter((end) => !/^confirmed, 0 back$|^cancelled, 9500 back$/.test(end))).toEqual([]);
  });

  it('never confirms what was not paid', async () => {
    const practice = await given.practice();
    const booking = await payer.books('Dora', practice, await given.paidOffering(practice), start);
    expect((await acts(practice, booking.id, 'cancel')).status).toBe(200);

    expect(await acts(practice, booking.id, 'undo')).toBeProblem(409, '/problems/never-agreed');
    expect(await payer.sees(booking)).toMatchObject({ appointment: { status: 'cancelled' } });
  });

  it('never confirms what the coach did not approve', async () => {
    const practice = await given.practice();
    const booking = await payer.books('Dora', practice, await given.offering(practice, { approval: 'coach' }), start);
    expect((await acts(practice, booking.id, 'cancel')).status).toBe(200);

    expect(await acts(practice, booking.id, 'undo')).toBeProblem(409, '/problems/never-agreed');
    expect(await payer.sees(booking)).toMatchObject({ appointment: { status: 'cancelled' } });
  });

  it('sends the words that the cancellation had stopped, each once', async () => {
    const practice = await given.practice();
    const booking = await payer.books('Eda', practice, await given.offering(practice), start);
    await acts(practice, booking.id, 'cancel');
    await app.settle();
    await acts(practice, booking.id, 'undo');
    await app.settle();
    clock.advance({ minutes: 10 });
    await app.settle();
    const subjects = (address: string) => app.mailbox.messages(address).map(({ subject }) => subject);
    expect(subjects('eda@example.org')).toEqual(['Your appointment is confirmed']);
    expect(subjects(`${practice.coach.slug}@example.org`)).toEqual(['You are invited', 'A new appointment']);
  });

  it('sends them too where nobody knows whether a first copy arrived, which the cancellation had kept from a second', async () => {
    const practice = await given.practice();
    await app.settle();
    await app.mailbox.clear();
    const booking = await payer.books('Edda', practice, await given.offering(practice), start);
    await app.mailbox.setFaults({ dropAfterData: 1000 });
    await settleWithRetries(app, 1);
    await app.mailbox.setFaults({});
    await acts(practice, booking.id, 'cancel');
    await settleWithRetries(app, 1);
    const copies = () => app.mailbox.messages('edda@example.org').length;
    const before = copies();
    await acts(practice, booking.id, 'undo');
    await settleWithRetries(app);
    expect([before, copies()]).toEqual([1, 2]);
    const ids = app.mailbox.messages('edda@example.org').map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(1);
  });

  it('sends nothing a third time of which two copies may have arrived, however often its job is repeated', async () => {
    const practice = await given.practice();
    await app.settle();
    await app.mailbox.clear();
    const booking = await payer.books('Edie', practice, await given.offering(practice), start);
    await app.mailbox.setFaults({ dropAfterData: 1000 });
    await settleWithRetries(app);
    const copies = () => app.mailbox.messages('edie@example.org').length;
    const before = copies();
    for (let again = 0; again < 3; again += 1) {
      await acts(practice, booking.id, 'cancel');
      await settleWithRetries(app);
      await acts(practice, booking.id, 'undo');
      await settleWithRetries(app);
      await app.worker.get(CancellationTakenBack).answer(practice.id, { appointmentId: booking.id });
      await settleWithRetries(app);
    }
    await app.mailbox.setFaults({});
    expect([before, copies()]).toEqual([2, 2]);
  });

  it('sends nothing again that somebody had sent again already', async () => {
    const practice = await given.practice();
    await app.settle();
    await app.mailbox.clear();
    const booking = await payer.books('Effi', practice, await given.offering(practice), start);
    await app.mailbox.setFaults({ dropAfterData: 1000 });
    await settleWithRetries(app, 1);
    await acts(practice, booking.id, 'cancel');
    await settleWithRetries(app);
    const copies = () => app.mailbox.messages('effi@example.org').length;
    const before = copies();
    // Somebody presses the button in the moment in which the cancellation is taken back.
    await acts(practice, booking.id, 'undo');
    const doubtful = (await app.as(practice).get('/messages?status=outcome_unknown')).body.data as Doubtful[];
    const letter = doubtful.find(({ template }) => template === 'confirmation')!;
    expect((await app.as(practice).post(`/messages/${letter.id}/send-again`).send({})).status).toBe(200);
    await settleWithRetries(app);
    await app.worker.get(CancellationTakenBack).answer(practice.id, { appointmentId: booking.id });
    await settleWithRetries(app);
    await app.mailbox.setFaults({});
    expect([before, copies()]).toEqual([1, 2]);
  });

  it('brings back what was paid as it was, and the reminder with it', async () => {
    const { practice, booking, client } = await anAgreedTime(app, start, { paid: true });
    await acts(practice, booking.id, 'cancel');
    await acts(practice, booking.id, 'undo');
    expect(await payer.sees(booking)).toMatchObject({
      appointment: { status: 'confirmed' },
      payment: { status: 'paid' },
      actions: ['reschedule', 'cancel', 'calendar'],
    });
    clock.set('2027-01-12T10:00:00Z');
    await app.settle();
    expect(client()).toEqual(['A reminder of your appointment']);
    expect(await app.rows(practice, 'refunds')).toEqual([]);
  });
});
