import { calendarReaders, SomebodysCalendar } from '../support/calendar-readers.js';
import { Payer } from '../support/payments.js';
import type { CaughtMessage } from '../../tools/mailbox/index.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const ten = '2027-03-26T10:00:00Z';
const afterTheChange = '2027-03-29T09:00:00Z';

const client = { name: 'Ema', email: 'ema@example.org', timeZone: 'Europe/Madrid' };
const files = () => app.mailbox.messages(client.email).flatMap(({ attachments }) => attachments);
const methodOf = ({ attachments }: CaughtMessage) => /^METHOD:(\w+)/m.exec(attachments[0]?.text ?? '')?.[1];

async function anEntry() {
  clock.set('2027-03-20T09:00:00Z');
  const practice = await given.practice();
  const offering = await given.offering(practice);
  const answer = await app.books('Ema', practice, offering, ten, { client });
  const token = (answer.body.manageUrl as string).split('/').at(-1)!;
  await app.settle();
  return { practice, id: answer.body.appointment.id as string, token };
}

describe('Calendar entries (issue 4, item 6)', () => {
  it.each(Object.entries(calendarReaders))(
    'move with the appointment instead of doubling, go when it is cancelled, and come back with it, as %s reads them',
    async (_name, read) => {
      const { practice, id, token } = await anEntry();
      const calendar = new SomebodysCalendar(read);
      let opened = 0;
      const openNew = async () => {
        await app.settle();
        for (const file of files().slice(opened)) calendar.open(file.text);
        opened = files().length;
        return calendar.starts;
      };
      expect(await openNew()).toEqual(['2027-03-26T10:00:00.000Z']);

      await payer.calls('post', `${token}/reschedule`, { start: afterTheChange });
      expect(await openNew()).toEqual(['2027-03-29T09:00:00.000Z']);

      await app.as(practice).post(`/appointments/${id}/reschedule`).send({ start: '2027-03-30T12:00:00Z' });
      await app.as(practice).post(`/appointments/${id}/undo`).send({});
      await app.as(practice).post(`/appointments/${id}/reschedule`).send({ start: '2027-03-31T12:00:00Z' });
      clock.advance({ minutes: 3 });
      expect(await openNew()).toEqual(['2027-03-31T12:00:00.000Z']);

      await payer.calls('post', `${token}/cancel`);
      expect(await openNew()).toEqual([]);
      await app.as(practice).post(`/appointments/${id}/undo`).send({});
      expect(await openNew()).toEqual(['2027-03-31T12:00:00.000Z']);
      expect(opened).toBe(5);
      const entries = files().map(({ text }) => read(text));
      expect(new Set(entries.map(({ uid }) => uid)).size).toBe(1);
      expect(entries.map(({ sequence }) => sequence)).toEqual([0, 1, 4, 4, 4]);
      for (const { text } of files()) calendar.open(text); // all of them once more, in order
      calendar.open(files()[0]!.text); // and an old one late
      expect(calendar.starts).toEqual(['2027-03-31T12:00:00.000Z']);
    },
  );

  it('name the same METHOD in the mail and in the file, and say nothing of what it is about', async () => {
    const { token } = await anEntry();
    await payer.calls('post', `${token}/reschedule`, { start: afterTheChange });
    await app.settle();
    await payer.calls('post', `${token}/cancel`);
    await app.settle();
    const mails = app.mailbox.messages(client.email);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Your appointment is confirmed',
      'Your appointment has moved',
      'Your appointment is cancelled',
    ]);
    expect(mails.map(methodOf)).toEqual(['PUBLISH', 'PUBLISH', 'CANCEL']);
    for (const mail of mails) {
      expect(mail.attachments[0]!.parameters).toMatchObject({ method: methodOf(mail) });
      expect(mail.attachments[0]!.text).toMatch(/^SUMMARY:Appointment\r$/m);
      expect(mail.attachments[0]!.text).not.toMatch(/ema@|Ema|Offering|Practice/);
    }
  });

  it("stand in their reader's own zone, and the page gives the file of the present time", async () => {
    const { token } = await anEntry();
    await payer.calls('post', `${token}/reschedule`, { start: afterTheChange });
    const page = await app.visitor.get(`/a/${token}/calendar.ics`);
    expect(page.headers['content-type']).toContain('method=PUBLISH');
    expect(page.text).toContain('DTSTART;TZID=Europe/Madrid:20270329T110000\r\n');
    expect(page.text).toContain('SEQUENCE:1\r\n');
    for (const read of Object.values(calendarReaders))
      expect(read(page.text)).toMatchObject({ start: '2027-03-29T09:00:00.000Z', sequence: 1 });
  });

  it('are not taken out of a calendar that never got one: a request that was cancelled brings no file', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { approval: 'coach' });
    const answer = await app.books('Ema', practice, offering, '2027-01-14T10:00:00Z', { client });
    await payer.calls('post', `${(answer.body.manageUrl as string).split('/').at(-1)}/cancel`);
    await app.settle();
    const [cancelled] = app.mailbox.messages(client.email).slice(-1);
    expect(cancelled).toMatchObject({ subject: 'Your appointment is cancelled', attachments: [] });
  });

  it('are taken out by a file of their page too, once the time is cancelled, or for who alone will not come', async () => {
    const { token } = await anEntry();
    await payer.calls('post', `${token}/cancel`);
    const page = await app.visitor.get(`/a/${token}`);
    expect(page.text).toContain('Take it out of your calendar');
    const file = await app.visitor.get(`/a/${token}/calendar.ics`);
    expect(file.headers['content-type']).toContain('method=CANCEL');
    for (const read of Object.values(calendarReaders)) expect(read(file.text)).toMatchObject({ method: 'CANCEL' });

    const { id, practice, token: joint } = await anEntry();
    await app.sql(
      `INSERT INTO attendances (practice_id, id, appointment_id, client_id, name, time_zone, status)
       SELECT c.practice_id, gen_random_uuid(), $2, c.id, 'Ola', 'Europe/Paris', 'accepted' FROM clients c
       WHERE c.practice_id = $1 AND c.id = $3`,
      [
        practice.id,
        id,
        (
          await app
            .as(practice)
            .post('/clients')
            .send({ ...client, name: 'Ola' })
        ).body.id,
      ],
    );
    await payer.calls('post', `${joint}/cancel`);
    expect((await app.as(practice).get(`/appointments/${id}`)).body.status).toBe('confirmed');
    const own = await app.visitor.get(`/a/${joint}/calendar.ics`);
    expect(own.headers['content-type']).toContain('method=CANCEL');
  });

  it('do not reach who wants to read the time alone', async () => {
    const { practice, token } = await anEntry();
    await app.sql(
      `INSERT INTO safe_contacts (practice_id, client_id, level) SELECT practice_id, id, 'time_only' FROM clients
       WHERE practice_id = $1`,
      [practice.id],
    );
    await app.mailbox.clear();
    await payer.calls('post', `${token}/reschedule`, { start: afterTheChange });
    await app.settle();
    await payer.calls('post', `${token}/cancel`);
    await app.settle();
    const mails = app.mailbox.messages(client.email);
    expect(mails.map(({ subject }) => subject)).toEqual(['A note for you', 'A note for you']);
    expect(mails[0]!.text).toContain('Monday 29 March 2027 at 11:00 (Europe/Madrid, UTC+02:00). Moved.');
    expect(files()).toEqual([]);
  });
});
