import { MessageService, tellingWord } from '#followups';
import { newId, system } from '#platform';
import { AppointmentService } from '#scheduling';
import type { CaughtMessage } from '../../tools/mailbox/index.js';
import type { GivenOffering, GivenPractice } from './given.js';
import { Payer } from './payments.js';
import type { TestApp } from './test-app.js';

/** How its readers want to be written to; nothing said means discreetly, under each mail's own subject. */
export interface Wishes {
  readonly level: 'discreet' | 'time_only';
  readonly sender?: string;
  readonly subject?: string;
  /** A word that the practice keeps out of its mails: then its names say this one in place of those on everybody's list. */
  readonly own?: string;
}

const intake = {
  slug: 'couple-intake',
  name: 'Couples intake after a breakup',
  kind: 'intake',
  definition: { questions: [{ id: 'one', kind: 'yes_no', label: 'Is your partner here?' }] },
};

/** Names that would give everything away, of the practice and all it offers. */
export const tellingNames = [
  'Relationship Coaching for Couples',
  'relationship-coaching',
  'Marriage therapy',
  'Cora Couple',
];

/**
 * One practice, all of whose own names tell, in whose name every kind of message there is leaves once at least. Answers
 * the mails, and the templates that were sent.
 */
export async function everyMail(
  app: TestApp,
  wishes: Wishes,
): Promise<{ mails: CaughtMessage[]; templates: string[] }> {
  app.clock.set('2027-01-11T09:00:00Z');
  const { given } = app;
  const mark = newId().slice(-6);
  const { own } = wishes;
  const practice = await given.practice({ slug: `${own ?? 'relationship-coaching'}-${mark}` });
  const name = own ? `House of the ${own}` : 'Relationship Coaching for Couples';
  await app.sql('UPDATE practice_settings SET name = $2 WHERE practice_id = $1', [practice.id, name]);
  await app.sql(`UPDATE coaches SET name = 'Cora Couple' WHERE practice_id = $1`, [practice.id]);
  await app.sql('UPDATE practices SET host = $2 WHERE id = $1', [
    practice.id,
    `${own ?? 'couples'}-${mark}.example.org`,
  ]);
  await app.settle();
  await app.mailbox.clear();
  const made = await app.as(practice).post('/forms').send(intake);
  const telling = { slug: 'marriage-therapy', name: 'Marriage therapy', intakeForm: (made.body as { id: string }).id };
  const open = await given.offering(practice, telling);
  const asked = await given.offering(practice, { approval: 'coach', slug: 'couple-time' });
  const paid = await given.paidOffering(practice, { approval: 'coach', slug: 'partner-time' });
  const held = await given.paidOffering(practice, { slug: 'breakup-time' });

  const books = async (name: string, offering: typeof open, start: string): Promise<string> => {
    const client = { name: own ? `${name} ${own}` : name, email: `${name.toLowerCase()}@example.org` };
    const answer = await app.books(name, practice, offering, start, {
      client: { ...client, timeZone: 'Europe/London' },
    });
    await wished(app, practice, wishes);
    return (answer.body as { appointment: { id: string } }).appointment.id;
  };
  const acts = async (id: string, action: string, body: object = {}): Promise<void> => {
    await app.settle();
    const answer = await app.as(practice).post(`/appointments/${id}/${action}`).send(body);
    if (answer.status !== 200) throw new Error(`${action} answered ${answer.status}: ${answer.text}`);
    await app.settle();
  };

  // confirmation, coach-booked, form; later a reminder and, once it took place, a step
  await series(app, practice, { slug: 'couple-after', body: 'Rest well.' });
  if (own) {
    // Written before the word was kept out.
    await series(app, practice, { slug: 'before', body: `After a ${own}, rest well.` });
    const kept = await app
      .as(practice)
      .put('/telling-words')
      .set('If-Match', '"0"')
      .send({ words: [own] });
    if (kept.status !== 200) throw new Error(`The word was refused: ${kept.text}`);
  }
  const seen = await books('Ana', open, '2027-01-13T10:00:00Z');
  await app.settle();
  // request, coach-request, then: declined · approved, to be paid · cancellation, coach-cancelled · restored, coach-restored
  await acts(await books('Ben', asked, '2027-01-14T10:00:00Z'), 'decline');
  await acts(await books('Cy', paid, '2027-01-14T11:00:00Z'), 'approve');
  await acts(await books('Dee', open, '2027-01-14T12:00:00Z'), 'cancel');
  const back = await books('Hal', open, '2027-01-14T14:00:00Z');
  // moved, coach-moved: by staff, told when it stands
  await acts(back, 'reschedule', { start: '2027-01-14T15:00:00Z' });
  // relocated: told when it stands, and without the link
  await acts(seen, 'location', { location: 'https://couples.example.org/room' });
  app.clock.advance({ minutes: 3 });
  await app.settle();
  await plan(app, practice, 'restored', back);
  // series, coach-series: made together by staff, told when they stand
  await together(app, practice, open.id, own);
  await wished(app, practice, wishes);
  app.clock.advance({ minutes: 3 });
  await app.settle();
  await plan(app, practice, 'coach-restored', back);
  // refunded: paid after the time was given away
  const late = await new Payer(app).books('Eve', practice, held, '2027-01-15T10:00:00Z');
  await wished(app, practice, wishes);
  app.clock.advance({ minutes: 20 });
  await app.settle();
  await books('Fay', open, '2027-01-15T10:00:00Z');
  await plan(app, practice, 'refunded', late.id);
  // expired, coach-expired
  await books('Gil', asked, '2027-01-11T13:00:00Z');
  await app.settle();
  // joining: the coach invites whom somebody named
  const joint = await given.offering(practice, { kind: 'couple', slug: 'couple-first' });
  const partner = { name: 'Kim', email: 'kim@example.org', timeZone: 'Europe/London' };
  const named = await app.books('Jo', practice, joint, '2027-01-15T14:00:00Z', { partner });
  await wished(app, practice, wishes);
  await invites(app, practice, (named.body as { appointment: { id: string } }).appointment.id);
  // waitlist-confirm, waitlist-offer: somebody asks with an address, and somebody waits with a time
  await asksToHear(app, practice, open, own);
  await wished(app, practice, wishes);
  await offersEarlier(app, practice, books, open);
  // sign-in, reset, invitation
  await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email: 'ana@example.org' });
  await app.visitor.post('/api/v1/admin/password-resets').send({ email: practice.ownerEmail });
  await given.coach(practice, { slug: `cora-${mark}`, name: 'Cora Vale' });
  await plan(app, practice, 'coach-withdrawn', seen);
  const left = await books('Pia', open, '2027-01-21T10:00:00Z');
  await app.settle();
  await plan(app, practice, 'withdrawal', left);
  await app.settle();
  app.clock.set('2027-01-12T10:00:00Z');
  await app.settle();
  app.clock.set('2027-01-13T11:00:00Z');
  await acts(seen, 'complete');
  app.clock.advance({ minutes: 2 });
  await app.settle();

  const sent = await app.sql<{ template: string }>(
    `SELECT DISTINCT template FROM messages WHERE practice_id = $1 AND status = 'sent' ORDER BY template`,
    [practice.id],
  );
  return { mails: app.mailbox.messages(), templates: sent.map(({ template }) => template) };
}

/** Everything of a mail that somebody beside its reader may see, by name. The bare addresses and the way it came are the post's own. */
export function seenOf(mail: CaughtMessage): [where: string, text: string][] {
  const files = mail.attachments.flatMap(({ fileName, type, text }): [string, string][] => [
    ['file name', `${fileName} ${type}`],
    ['calendar entry', text],
  ]);
  const headers = Object.entries(mail.headers).filter(([name]) => !['to', 'received'].includes(name));
  return [
    ['sender', mail.from],
    ['subject', mail.subject],
    ['preview', mail.text.slice(0, 120)],
    ['body', `${mail.text}\n${mail.html}`],
    ['URL', (`${mail.text}\n${mail.html}`.match(/https?:\/\/[^\s"<]+/g) ?? []).join('\n')],
    ['header', headers.flat().join('\n')],
    ...files,
  ];
}

/** Where a mail tells a bystander what it is about, by everybody's list and a word of the practice's own: the place, and the word. */
export function tellsIn(mail: CaughtMessage, own?: string): string[] {
  return seenOf(mail).flatMap(([where, text]) => {
    const word = tellingWord(text, own === undefined ? [] : [own]);
    return word ? [`${where}: ${word} (${mail.subject})`] : [];
  });
}

/** A message that follows a completed session. */
async function series(
  app: TestApp,
  practice: GivenPractice,
  { slug, body }: { slug: string; body: string },
): Promise<void> {
  const steps = [{ delayMinutes: 1, kind: 'service', subject: 'A thought', body }];
  const sequence = { slug, name: 'After the couple', trigger: 'appointmentCompleted', steps };
  const planned = await app.as(practice).post('/sequences').send(sequence);
  if (planned.status !== 201) throw new Error(`The series was refused: ${planned.text}`);
}

async function wished(app: TestApp, practice: GivenPractice, { level, sender, subject }: Wishes): Promise<void> {
  await app.sql(
    `INSERT INTO safe_contacts (practice_id, client_id, level, sender, subject) SELECT practice_id, id, $2, $3, $4
     FROM clients WHERE practice_id = $1 ON CONFLICT DO NOTHING`,
    [practice.id, level, sender ?? null, subject ?? null],
  );
}

/** Two appointments at one time of the week. */
async function together(app: TestApp, practice: GivenPractice, offering: string, own?: string): Promise<void> {
  const client = { name: own ? `Ivy ${own}` : 'Ivy', email: 'ivy@example.org', timeZone: 'Europe/London' };
  const asked = { offering, coach: practice.coach.id, client, start: '2027-01-19T10:00:00Z', everyWeeks: 1, times: 2 };
  const made = await app.as(practice).post('/series').send(asked);
  if (made.status !== 201) throw new Error(`The series was refused: ${made.text}`);
}

/** The coach of an appointment invites whom its booker named. */
async function invites(app: TestApp, practice: GivenPractice, appointmentId: string): Promise<void> {
  const [row] = await app.sql<{ case_id: string; id: string }>(
    'SELECT n.case_id, n.id FROM named_partners n JOIN appointments a ON a.case_id = n.case_id WHERE a.id = $1',
    [appointmentId],
  );
  const answer = await app.as(practice).post(`/cases/${row!.case_id}/partners/${row!.id}/invite`).send({});
  if (answer.status !== 200) throw new Error(`The invitation answered ${answer.status}: ${answer.text}`);
}

async function asksToHear(app: TestApp, { slug }: GivenPractice, { slug: offering }: GivenOffering, own?: string) {
  const client = { name: own ? `Lou ${own}` : 'Lou', email: 'lou@example.org', timeZone: 'Europe/London' };
  const asked = await app.visitor.post(`/api/v1/public/practices/${slug}/waitlist`).send({ offering, client });
  if (asked.status !== 202) throw new Error(`Asking was answered ${asked.status}: ${asked.text}`);
}

/** Two book, the later one would like to come earlier, and the earlier one is cancelled. */
async function offersEarlier(
  app: TestApp,
  practice: GivenPractice,
  books: (name: string, offering: GivenOffering, start: string) => Promise<string>,
  offering: GivenOffering,
): Promise<void> {
  const early = await books('Max', offering, '2027-01-14T13:00:00Z');
  await books('Ney', offering, '2027-01-20T13:00:00Z');
  await app.settle();
  const page = app.mailbox.messages('ney@example.org').flatMap(({ text }) => /\/a\/(\S+)/.exec(text)?.[1] ?? []);
  const joined = await app.visitor.post(`/api/v1/public/appointments/${page.at(-1)}/waitlist`).send({});
  if (joined.status !== 200) throw new Error(`Joining was answered ${joined.status}: ${joined.text}`);
  await app.as(practice).post(`/appointments/${early}/cancel`).send({});
  app.clock.advance({ minutes: 4 });
  await app.settle();
}

type Planned = 'refunded' | 'withdrawal' | 'restored' | 'coach-restored' | 'coach-withdrawn';

/** Plans a message of a kind that takes several people or an unlucky moment to come about by itself. */
async function plan(app: TestApp, practice: GivenPractice, template: Planned, causeId: string): Promise<void> {
  const [row] = await app.sql<{ id: string; client_id: string; member_id: string; sequence: number }>(
    `SELECT t.id, t.client_id, k.member_id, a.sequence FROM appointments a JOIN attendances t ON t.appointment_id = a.id
     JOIN coaches k ON k.id = a.coach_id WHERE a.id = $1`,
    [causeId],
  );
  const to = template.startsWith('coach-') ? { memberId: row!.member_id } : { clientId: row!.client_id };
  await app.db.inPractice({ practiceId: practice.id, actor: system }, async (tx) => {
    if (template === 'withdrawal') await app.worker.get(AppointmentService).withdraw(tx, row!.id);
    const step = `${template}-${newId()}:${row!.sequence}`;
    await app.worker.get(MessageService).plan(tx, { template, causeId, step, to });
  });
}
