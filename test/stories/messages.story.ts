import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { AppointmentMessages, DeliveryService } from '#followups';
import { ClientService } from '#clients';
import { system } from '#platform';
import type { GivenPractice } from '../support/given.js';
import { Payer } from '../support/payments.js';
import { signInSecret } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const payer = new Payer(app);
const start = '2027-01-13T10:00:00Z';
const dayBefore = '2027-01-12T10:00:00Z';

interface MessageRow {
  id: string;
  template: string;
  status: string;
  reason: string | null;
  step: string;
  client_id: string;
}
const subjects = (email: string) => app.mailbox.messages(email).map(({ subject }) => subject);
const messages = (practice: GivenPractice) => app.rows<MessageRow>(practice, 'messages');
const the = async (practice: GivenPractice, template: string) =>
  (await messages(practice)).find((row) => row.template === template);

let people = 0;

/** Somebody new has booked, and nothing has been sent yet. */
async function booked(more: Record<string, unknown> = {}) {
  const name = `Ana${(people += 1)}`;
  const practice = await given.practice();
  await app.settle();
  await app.mailbox.clear();
  const offering = await given.offering(practice);
  const answer = await app.books(name, practice, offering, start, more);
  expect(answer.status).toBe(201);
  const { appointment, manageUrl } = answer.body as { appointment: { id: string }; manageUrl: string };
  return {
    practice,
    offering,
    name,
    email: `${name.toLowerCase()}@example.org`,
    id: appointment.id,
    token: manageUrl.split('/').at(-1) ?? '',
  };
}

describe('Mail about an appointment (item 7)', () => {
  it('is one confirmation with a calendar file and one reminder without, and one word to the coach', async () => {
    const { practice, token, email } = await booked();
    await app.settle();
    const [confirmation] = app.mailbox.messages(email);
    expect(confirmation!.text).toContain('You can see or cancel it on its page.'); // what that page can do, no more
    expect(confirmation).toMatchObject({
      subject: 'Your appointment is confirmed',
      attachments: [{ fileName: 'appointment.ics', type: 'text/calendar' }],
    });
    expect(subjects(`${practice.coach.slug}@example.org`)).toEqual(['A new appointment']);

    app.clock.set('2027-01-12T09:59:59Z');
    await app.settle();
    expect(subjects(email)).toHaveLength(1);
    app.clock.set(dayBefore);
    await app.settle();
    const [, reminder, ...more] = app.mailbox.messages(email);
    expect(reminder).toMatchObject({ subject: 'A reminder of your appointment', attachments: [] });
    expect(more).toEqual([]);
    app.clock.set('2027-01-20T10:00:00Z');
    await app.settle();
    expect(subjects(email)).toHaveLength(2);

    // Every link that was given out goes on working: the first one, and the one in each mail.
    const links = app.mailbox.messages(email).map(({ text }) => /\/a\/(\S+)/.exec(text)?.[1]);
    for (const link of [token, ...links])
      expect((await app.visitor.get(`/api/v1/public/appointments/${link}`)).status).toBe(200);
  });

  it('carries a calendar file that two readers take for the same instants', async () => {
    const { practice, id, email } = await booked();
    await app.settle();
    const file = app.mailbox.messages(email)[0]!.attachments[0]!.text;
    const [read] = Object.values(nodeIcal.sync.parseICS(file)).filter((item) => item?.type === 'VEVENT');
    const one = read as { start: Date; end: Date; uid: string; sequence: unknown };
    expect([one.start.toISOString(), one.end.toISOString()]).toEqual([
      '2027-01-13T10:00:00.000Z',
      '2027-01-13T11:00:00.000Z',
    ]);
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(file) as unknown[]).getFirstSubcomponent('vevent')!);
    expect(event.startDate.toJSDate().toISOString()).toBe('2027-01-13T10:00:00.000Z');
    expect([event.uid, one.uid]).toEqual([`${id}@localhost`, `${id}@localhost`]);
    expect(event.sequence).toBe(0);
    expect(event.summary).toBe('Appointment');
    expect(file).not.toContain(practice.slug);
  });

  it('has links that open that one appointment alone (published failure: a site-wide token that opens any appointment)', async () => {
    const mine = await booked();
    const other = await app.books('Bea', mine.practice, mine.offering, '2027-01-14T10:00:00Z');
    const elsewhere = await booked();
    await app.settle();
    const opens = (token: string) => app.visitor.get(`/api/v1/public/appointments/${encodeURIComponent(token)}`);
    const tokenOf = (answer: { body: object }) => (answer.body as { manageUrl: string }).manageUrl.split('/').at(-1)!;
    const seen: Record<string, string> = {};
    for (const token of [mine.token, tokenOf(other), elsewhere.token])
      seen[token] = ((await opens(token)).body as { appointment: { id: string } }).appointment.id;
    const otherId = (other.body as { appointment: { id: string } }).appointment.id;
    expect(Object.values(seen)).toEqual([mine.id, otherId, elsewhere.id]);

    const [client] = await app.rows<{ id: string; email: string }>(mine.practice, 'clients');
    const signIn = await signInSecret(app, mine.practice.id, client!.id);
    const secret = mine.token.split('_')[1]!;
    for (const foreign of [signIn, mine.practice.apiKey, app.operatorKey, mine.id, secret])
      expect((await opens(foreign)).status).toBe(404);
    expect((await opens(`${elsewhere.practice.id}_${secret}`)).status).toBe(404);
  });

  it('names its calendar entry by an id that opens and changes nothing (published failure: calendar entry addressed by a foreign UID)', async () => {
    const mine = await booked();
    const theirs = await app.books('Bea', mine.practice, mine.offering, '2027-01-14T10:00:00Z', { source: mine.id });
    await app.settle();
    const entryTo = (email: string) => app.mailbox.messages(email)[0]!.attachments[0]!.text;
    const uidOf = (file: string) => /^UID:(\S+)/m.exec(file)?.[1];
    expect(uidOf(entryTo(mine.email))).toBe(`${mine.id}@localhost`);
    expect(uidOf(entryTo('bea@example.org'))).toBe(
      `${(theirs.body as { appointment: { id: string } }).appointment.id}@localhost`,
    );
    for (const path of [`/a/${mine.id}/calendar.ics`, `/a/${mine.id}@localhost/calendar.ics`])
      expect((await app.visitor.get(path)).status).toBe(404);
    for (const email of [mine.email, 'bea@example.org']) expect(entryTo(email)).toMatch(/^METHOD:PUBLISH\r$/m);
  });

  it('stops with the appointment: word of its end and nothing else (published failure: reminder after cancellation)', async () => {
    const { practice, token, email } = await booked();
    await app.settle();
    const cancelled = await app.visitor.post(`/api/v1/public/appointments/${token}/cancel`).send({});
    expect(cancelled.status).toBe(200);
    app.clock.set(dayBefore);
    await app.settle();
    expect(subjects(email)).toEqual(['Your appointment is confirmed', 'Your appointment is cancelled']);
    expect(await the(practice, 'reminder')).toMatchObject({ status: 'cancelled', reason: 'not-true-any-more' });
    // What takes its entry out of a calendar, and puts none in.
    expect(app.mailbox.messages(email)[1]!.attachments).toMatchObject([{ parameters: { method: 'CANCEL' } }]);
  });

  it('is cancelled where it would come too late', async () => {
    const { practice, email } = await booked();
    app.clock.set(start);
    await app.settle();
    expect(subjects(email)).toEqual([]);
    expect(await the(practice, 'confirmation')).toMatchObject({ status: 'cancelled', reason: 'too-late' });
    expect(await the(practice, 'reminder')).toBeUndefined();
  });

  it('is planned and sent once, though its job runs twice and two workers run it at once', async () => {
    const { practice, id, email } = await booked();
    const plans = app.worker.get(AppointmentMessages);
    for (let n = 0; n < 2; n += 1) {
      await Promise.all([
        plans.confirmation(practice.id, { appointmentId: id }),
        plans.confirmation(practice.id, { appointmentId: id }),
        plans.reminders(practice.id, { appointmentId: id }),
      ]);
    }
    expect((await messages(practice)).flatMap((row) => (row.client_id ? [row.template] : [])).sort()).toEqual([
      'confirmation',
      'reminder',
    ]);
    const second = await createWorker({ config: app.config, clock: app.clock });
    try {
      await app.mailbox.setFaults({ slowMs: 100 });
      const message = (await the(practice, 'confirmation'))!;
      const results = await Promise.allSettled(
        [app.worker, second, app.worker, second].map((worker) =>
          worker.get(DeliveryService).deliver(practice.id, message.id),
        ),
      );
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    } finally {
      await app.mailbox.setFaults({});
      await second.close();
    }
    await app.settle();
    expect(subjects(email)).toEqual(['Your appointment is confirmed']);
    expect(Object.values(app.mailbox.counts()).every((count) => count === 1)).toBe(true);
  });

  it('goes on to the person a contact turns out to be', async () => {
    const { practice, offering, name, email } = await booked();
    await app.settle();
    const clients = app.api.get(ClientService);
    const inside = { practiceId: practice.id, actor: system };
    const [ana] = await app.rows<{ id: string }>(practice, 'clients');
    await app.db.inPractice(inside, (tx) => clients.confirm(tx, ana!.id));
    await app.books(name, practice, offering, '2027-01-14T10:00:00Z');
    await app.settle();
    const [, stranger] = await app.rows<{ id: string }>(practice, 'clients');
    expect(await app.db.inPractice(inside, (tx) => clients.confirm(tx, stranger!.id))).toBe(ana!.id);

    await app.mailbox.clear();
    app.clock.set('2027-01-13T10:00:01Z');
    await app.settle();
    const reminders = (await messages(practice)).filter(({ template }) => template === 'reminder');
    expect(reminders.map(({ client_id: to }) => to)).toEqual([ana!.id, ana!.id]);
    expect(subjects(email)).toEqual(['A reminder of your appointment']); // the other one would be late
    expect(reminders.find((row) => row.reason === 'too-late')).toBeDefined();
  });
});

describe('Word of a cancellation', () => {
  const early = '2027-01-11T12:00:00Z';
  const late = '2027-01-13T09:00:00Z';

  /** What somebody who had paid £95 reads after it was cancelled. */
  async function reads(
    now: string,
    by: 'client' | 'practice',
    level?: 'time_only',
    subject = 'Your appointment is cancelled',
  ): Promise<string> {
    const name = `Ana${(people += 1)}`;
    const practice = await given.practice();
    const booking = await payer.books(name, practice, await given.paidOffering(practice), start);
    await payer.pays(booking);
    await app.settle();
    if (level)
      await app.sql(
        `INSERT INTO safe_contacts (practice_id, client_id, level) SELECT practice_id, id, $2 FROM clients WHERE practice_id = $1`,
        [practice.id, level],
      );
    app.clock.set(now);
    const done =
      by === 'client'
        ? await payer.calls('post', `${booking.token}/cancel`)
        : await app.as(practice).post(`/appointments/${booking.id}/cancel`).send({});
    expect(done.status).toBe(200);
    app.clock.advance({ minutes: 4 });
    await app.settle();
    const mail = app.mailbox.messages(`${name.toLowerCase()}@example.org`).at(-1)!;
    expect(mail.subject).toBe(subject);
    return mail.text;
  }

  it('says what is paid back, and by when', async () => {
    const text = await reads(early, 'client');
    expect(text).toContain('The whole £95 goes back');
    expect(text).toContain('within ten working days');
    expect(text).not.toMatch(/\bif\b|cost/i);
    expect(await reads(late, 'practice')).toContain('The whole £95 goes back');
  });

  it('says what it cost to cancel late', async () => {
    const text = await reads(late, 'client');
    expect(text).toContain('Cancelling late cost £47.50. The other £47.50 goes back');
    expect(text).toContain('within ten working days');
  });

  it('names no amount to whoever wants to read times only', async () => {
    const text = await reads(late, 'client', 'time_only', 'A note for you');
    expect(text).toContain('Cancelled.');
    expect(text.replace(/https?:\S+/g, '')).not.toMatch(/£|95|47|cost/);
  });

  it('says nothing of money where none was ever due', async () => {
    const { token, email } = await booked();
    await app.visitor.post(`/api/v1/public/appointments/${token}/cancel`).send({});
    await app.settle();
    const { subject, text } = app.mailbox.messages(email).at(-1)!;
    expect(subject).toBe('Your appointment is cancelled');
    expect(text).not.toMatch(/money|paid|payment|charged|cost/i);
  });
});

describe('A time that is let go', () => {
  const acts = (practice: GivenPractice, id: string, action: string) =>
    app.as(practice).post(`/appointments/${id}/${action}`).send({});
  const later = '2027-01-20T10:00:00Z';

  /** Somebody has asked for a time, and everybody was told. */
  async function asked(paid = false) {
    const name = `Ana${(people += 1)}`;
    const practice = await given.practice();
    const wanted = { approval: 'coach' } as const;
    const offering = await (paid ? given.paidOffering(practice, wanted) : given.offering(practice, wanted));
    const answer = await app.books(name, practice, offering, later);
    await app.settle();
    await app.mailbox.clear();
    return {
      practice,
      id: (answer.body as { appointment: { id: string } }).appointment.id,
      client: () => app.mailbox.messages(`${name.toLowerCase()}@example.org`),
      coach: () => app.mailbox.messages(`${practice.coach.slug}@example.org`),
    };
  }

  it('is told to whoever asked and got no answer, and to the coach, once and blaming nobody', async () => {
    const { client, coach } = await asked();
    app.clock.advance({ hours: 49 });
    await app.settle();
    await app.settle();
    expect(client().map(({ subject }) => subject)).toEqual(['About the time you asked for']);
    const { text } = client()[0]!;
    expect(text).toContain('did not get an answer in time');
    expect(text).toMatch(/sorry/);
    expect(text).toContain('Nothing was charged');
    expect(text).not.toMatch(/\bpaid\b|you did not|you have not/i);
    expect(coach().map(({ subject }) => subject)).toEqual(['A request has ended']);
  });

  it('is told to whoever could still have paid for it, in other words', async () => {
    const { practice, id, client, coach } = await asked(true);
    await acts(practice, id, 'approve');
    await app.settle();
    await app.mailbox.clear();
    app.clock.advance({ hours: 25 });
    await app.settle();
    expect(client().map(({ subject }) => subject)).toEqual(['Your time is no longer kept']);
    const { text } = client()[0]!;
    expect(text).toContain('Nothing was charged');
    expect(text).not.toMatch(/answer in time|failed|missed|you did not|you have not/i);
    expect(coach().map(({ subject }) => subject)).toEqual(['A time is free again']);
  });

  it('is told to nobody who only looked at the page to pay on', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    await app.settle();
    await app.mailbox.clear();
    expect((await app.books('Ben', practice, offering, later)).status).toBe(201);
    app.clock.advance({ minutes: 16 });
    await app.settle();
    expect(app.mailbox.messages()).toEqual([]);
  });
});

describe('The gate (issue 3, items 2 and 3)', () => {
  it('stops all mail to an address that must not be mailed, and to somebody who wants none', async () => {
    const { practice, email } = await booked();
    const { id } = (await app.rows<{ id: string }>(practice, 'clients'))[0]!;
    await app.sql(
      `INSERT INTO suppressions (practice_id, id, email, reason, covers, created_at) VALUES ($1, $2, $3, 'bounce', 'all', now())`,
      [practice.id, id, email],
    );
    await app.settle();
    expect(await the(practice, 'confirmation')).toMatchObject({ status: 'suppressed', reason: 'address-suppressed' });
    await app.sql('DELETE FROM suppressions WHERE practice_id = $1', [practice.id]);
    await app.sql(`INSERT INTO safe_contacts (practice_id, client_id, level) VALUES ($1, $2, 'none')`, [
      practice.id,
      id,
    ]);
    app.clock.set(dayBefore);
    await app.settle();
    expect(await the(practice, 'reminder')).toMatchObject({ status: 'suppressed', reason: 'safe-contact' });
    expect(subjects(email)).toEqual([]);
    expect(subjects(`${practice.coach.slug}@example.org`)).toEqual(['A new appointment']);
  });

  it('puts mail off until quiet hours end', async () => {
    const { practice, email } = await booked();
    const { id } = (await app.rows<{ id: string }>(practice, 'clients'))[0]!;
    await app.sql(
      `INSERT INTO safe_contacts (practice_id, client_id, level, quiet_from, quiet_to, quiet_zone)
       VALUES ($1, $2, 'discreet', '20:00', '11:30', 'Europe/London')`,
      [practice.id, id],
    );
    await app.settle();
    expect(await the(practice, 'confirmation')).toMatchObject({ status: 'scheduled', reason: 'quiet-hours' });
    app.clock.set('2027-01-11T11:29:59Z');
    await app.settle();
    expect(subjects(email)).toEqual([]);
    app.clock.set('2027-01-11T11:30:00Z');
    await app.settle();
    expect(subjects(email)).toEqual(['Your appointment is confirmed']);
  });

  it('lets no strange name stand anywhere, beside its own address or in the greeting', async () => {
    const name = 'Ana "Bo" <evil@example.com>, O’Neil; cc: you@example.com';
    const email = 'strange@example.org';
    await booked({ client: { name, email, timeZone: 'Europe/London' } });
    await app.settle();
    expect(app.mailbox.messages('evil@example.com')).toEqual([]);
    expect(app.mailbox.messages('you@example.com')).toEqual([]);
    const [mail] = app.mailbox.messages(email);
    expect(mail).toMatchObject({ to: email });
    expect(mail!.text).toMatch(/^Hello,$/m);
    expect(mail!.text).not.toContain('evil');
  });

  it('carries no message that a stranger types as a name, and no word that tells what it is about', async () => {
    const email = 'shared@example.org';
    for (const name of ['Couple therapy, see https://evil.example/pay', 'Pay at evil.example', 'Your coach']) {
      await booked({ client: { name, email, timeZone: 'Europe/London' } });
      await app.settle();
      const [mail] = app.mailbox.messages(email);
      expect(JSON.stringify(mail)).not.toMatch(/evil|therapy|couple|your coach/i);
      expect(mail!.text).toMatch(/^Hello,$/m);
    }
  });

  it('never sees a line break in a name or an address: it is refused before (published failure: header injection)', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    for (const client of [
      { name: 'Ana\r\nBcc: evil@example.com', email: 'ana@example.org' },
      { name: 'Ana', email: 'ana@example.org\r\nBcc: evil@example.com' },
      { name: 'Ana', email: 'ana@example.org, evil@example.com' },
    ]) {
      const answer = await app.books('Ana', practice, offering, start, {
        client: { ...client, timeZone: 'Europe/London' },
      });
      expect(answer.status).toBe(400);
    }
  });

  it('gives up at once on an address that no mail can carry', async () => {
    const { practice } = await booked();
    await app.sql(`UPDATE clients SET email = $2 WHERE practice_id = $1`, [practice.id, `a@${'x'.repeat(70)}.org`]);
    await app.settle();
    expect(await the(practice, 'confirmation')).toMatchObject({ status: 'failed', reason: 'refused' });
  });

  it('does not write to a coach who has left', async () => {
    const { practice } = await booked();
    await app.sql(`UPDATE members SET status = 'left' WHERE practice_id = $1`, [practice.id]);
    await app.settle();
    expect(await the(practice, 'coach-booked')).toMatchObject({ status: 'cancelled', reason: 'person-gone' });
  });
});
