import { anAgreedTime } from '../support/agreed-time.js';
import { Payer } from '../support/payments.js';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const ten = '2027-01-14T10:00:00Z';
const two = '2027-01-14T14:00:00Z';

const acts = (practice: GivenPractice, id: string, action: string, body: object = {}) =>
  app.as(practice).post(`/appointments/${id}/${action}`).send(body);
const moves = (practice: GivenPractice, id: string, start: string) => acts(practice, id, 'reschedule', { start });
const template = async (practice: GivenPractice, name: string) =>
  (
    await app.rows<{ template: string; status: string; step: string; due_at: Date; reason: string | null }>(
      practice,
      'messages',
    )
  ).filter((one) => one.template === name);

describe('Reminders of an appointment that moved (J4)', () => {
  it("exist for the new time alone, in the client's zone with its name, and the old one leaves the list at once", async () => {
    clock.set('2027-03-20T09:00:00Z');
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const client = { name: 'Zoe', email: 'zoe@example.org', timeZone: 'America/New_York' };
    const answer = await app.books('Zoe', practice, offering, '2027-03-26T10:00:00Z', { client });
    const token = (answer.body.manageUrl as string).split('/').at(-1);
    await app.settle();
    await payer.calls('post', `${token}/reschedule`, { start: '2027-03-28T13:00:00Z' }); // over the change in London
    await app.settle();
    expect(await template(practice, 'reminder')).toMatchObject([
      { step: 'reminder:0', status: 'cancelled', reason: 'moved' },
      { step: 'reminder:1', status: 'scheduled', due_at: new Date('2027-03-27T13:00:00Z') },
    ]);
    await app.mailbox.clear();
    clock.set('2027-03-27T13:00:00Z');
    await app.settle();
    const mails = app.mailbox.messages('zoe@example.org');
    expect(mails.map(({ subject }) => subject)).toEqual(['A reminder of your appointment']);
    expect(mails[0]?.text).toContain('Sunday 28 March 2027 at 09:00 (America/New York, UTC-04:00)');
  });

  it('are not sent while the move may still be taken back, and come again for the old time if it was', async () => {
    const { practice, booking, client } = await anAgreedTime(app, ten);
    clock.set('2027-01-13T09:58:00Z');
    await moves(practice, booking.id, '2027-01-14T11:00:00Z');
    await app.settle();
    clock.set('2027-01-13T10:00:30Z'); // the old one would have come
    await acts(practice, booking.id, 'undo');
    await app.settle();
    clock.advance({ minutes: 30 });
    await app.settle();
    expect(client()).toEqual([]);
    const later = await anAgreedTime(app, ten);
    clock.set('2027-01-13T09:50:00Z');
    await moves(later.practice, later.booking.id, two);
    await app.settle();
    await acts(later.practice, later.booking.id, 'undo');
    await app.settle();
    clock.set('2027-01-13T10:00:00Z');
    await app.settle();
    expect(later.client()).toEqual(['A reminder of your appointment']);
  });
});

describe('The two people of a joint appointment that is moved', () => {
  it("each get one word of it in their own zone, and no word of each other (published failure: first participant's name, zone or address used for everyone)", async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { kind: 'couple' });
    const opened = await app.as(practice).post('/cases').send({ kind: 'couple', coach: practice.coach.id });
    const ids: string[] = [];
    for (const [name, timeZone] of [
      ['Ana', 'Europe/London'],
      ['Ben', 'Europe/Madrid'],
    ] as const) {
      const person = { name, email: `${name.toLowerCase()}@example.org`, timeZone };
      const added = await app.as(practice).post(`/cases/${opened.body.id}/participants`).send(person);
      ids.push(added.body.clientId);
    }
    await app.sql('UPDATE clients SET confirmed_at = now() WHERE practice_id = $1', [practice.id]);
    const made = await app
      .as(practice)
      .post('/appointments')
      .send({ offering: offering.id, coach: practice.coach.id, start: ten, client: ids[0], case: opened.body.id });
    await app.settle();
    const coming = (made.body.attendances as unknown[]).length;
    expect(coming).toBe(2);
    await app.sql(`UPDATE attendances SET status = 'accepted' WHERE practice_id = $1`, [practice.id]);
    await app.settle();
    await app.mailbox.clear();
    await moves(practice, made.body.id, two);
    await app.settle();
    clock.advance({ minutes: 3 });
    await app.settle();
    for (const [person, other, time] of [
      ['ana', 'ben', '14:00 (Europe/London'],
      ['ben', 'ana', '15:00 (Europe/Madrid'],
    ] as const) {
      const mails = app.mailbox.messages(`${person}@example.org`);
      expect(mails).toHaveLength(1);
      expect(mails[0]?.text).toContain(time);
      expect(JSON.stringify(mails).toLowerCase()).not.toContain(`${other}@`);
      expect(mails[0]?.text).not.toMatch(new RegExp(other, 'i'));
    }
  });
});
