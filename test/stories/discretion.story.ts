import { MessageService, tellingWord } from '#followups';
import { newId, system } from '#platform';
import type { GivenPractice } from '../support/given.js';
import { Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const payer = new Payer(app);

/** Every kind of message there is, as the messages table names it. */
const everyTemplate = [
  'approved',
  'cancellation',
  'coach-booked',
  'coach-cancelled',
  'coach-expired',
  'coach-request',
  'coach-withdrawn',
  'confirmation',
  'declined',
  'expired',
  'form',
  'invitation',
  'refunded',
  'reminder',
  'request',
  'reset',
  'sign-in',
  'step',
];

const intake = {
  slug: 'couple-intake',
  name: 'Couples intake after a breakup',
  kind: 'intake',
  definition: { questions: [{ id: 'one', kind: 'yes_no', label: 'Is your partner here?' }] },
};

/** A practice whose every own name would give it away. */
async function tellingPractice() {
  const practice = await given.practice({ slug: 'relationship-coaching' });
  await app.sql(`UPDATE practice_settings SET name = 'Relationship Coaching for Couples' WHERE practice_id = $1`, [
    practice.id,
  ]);
  await app.settle();
  await app.mailbox.clear();
  const made = await app.as(practice).post('/forms').send(intake);
  const telling = { slug: 'marriage-therapy', name: 'Marriage therapy', intakeForm: (made.body as { id: string }).id };
  return { practice, telling };
}

async function act(practice: GivenPractice, id: string, action: string): Promise<void> {
  const answer = await app.as(practice).post(`/appointments/${id}/${action}`).send({});
  if (answer.status !== 200) throw new Error(`${action} answered ${answer.status}: ${answer.text}`);
  await app.settle();
}

const idOf = (answer: { body: unknown }) => (answer.body as { appointment: { id: string } }).appointment.id;

describe('What a bystander sees of a mail', () => {
  it('tells nothing of what it is about: sender, subject, text, HTML, file and file name, over every template', async () => {
    const { practice, telling } = await tellingPractice();
    const open = await given.offering(practice, telling);
    const asked = await given.offering(practice, { approval: 'coach', slug: 'couple-time' });
    const paid = await given.paidOffering(practice, { approval: 'coach', slug: 'partner-time' });
    const held = await given.paidOffering(practice, { slug: 'breakup-time' });

    // confirmation, coach-booked, form; later a reminder and, once held, a step
    const steps = [{ delayMinutes: 1, kind: 'service', subject: 'A thought', body: 'Rest well.' }];
    const sequence = { slug: 'couple-after', name: 'After the couple', trigger: 'appointmentCompleted', steps };
    expect((await app.as(practice).post('/sequences').send(sequence)).status).toBe(201);
    const seen = idOf(await app.books('Ana', practice, open, '2027-01-13T10:00:00Z'));
    await app.settle();
    // request, coach-request, then: declined · approved, to be paid · cancellation, coach-cancelled
    await act(practice, idOf(await settled(app.books('Ben', practice, asked, '2027-01-14T10:00:00Z'))), 'decline');
    await act(practice, idOf(await settled(app.books('Cy', practice, paid, '2027-01-14T11:00:00Z'))), 'approve');
    await act(practice, idOf(await settled(app.books('Dee', practice, open, '2027-01-14T12:00:00Z'))), 'cancel');
    // refunded: paid after the time was given away
    const late = await payer.books('Eve', practice, held, '2027-01-15T10:00:00Z');
    app.clock.advance({ minutes: 20 });
    await app.settle();
    await app.books('Fay', practice, open, '2027-01-15T10:00:00Z');
    await plan(practice, 'refunded', late.id);
    // expired, coach-expired
    await settled(app.books('Gil', practice, asked, '2027-01-11T13:00:00Z'));
    // sign-in, reset, invitation
    await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email: 'ana@example.org' });
    await app.visitor.post('/api/v1/admin/password-resets').send({ email: practice.ownerEmail });
    await given.coach(practice, { slug: 'cora-vale', name: 'Cora Vale' });
    await plan(practice, 'coach-withdrawn', seen);
    await app.settle();
    app.clock.set('2027-01-12T10:00:00Z');
    await app.settle();
    app.clock.set('2027-01-13T11:00:00Z');
    await act(practice, seen, 'complete');
    app.clock.advance({ minutes: 2 });
    await app.settle();

    const sent = await app.sql<{ template: string }>(
      `SELECT DISTINCT template FROM messages WHERE practice_id = $1 AND status = 'sent' ORDER BY template`,
      [practice.id],
    );
    expect(sent.map(({ template }) => template)).toEqual(everyTemplate);
    const mails = app.mailbox.messages();
    expect(mails.length).toBeGreaterThan(everyTemplate.length);
    for (const mail of mails) {
      const files = mail.attachments.flatMap(({ fileName, type, text }) => [fileName, type, text]);
      const headers = Object.entries(mail.headers).filter(([name]) => !['to', 'received'].includes(name));
      for (const text of [mail.from, mail.subject, mail.text, mail.html, ...files, ...headers.flat()])
        expect({ subject: mail.subject, word: tellingWord(text) }).toEqual({ subject: mail.subject, word: null });
    }
  });
});

async function settled<T>(work: Promise<T>): Promise<T> {
  const done = await work;
  await app.settle();
  return done;
}

/** Plans a message of a kind that takes several people or an unlucky moment to come about by itself. */
async function plan(practice: GivenPractice, template: 'refunded' | 'coach-withdrawn', causeId: string): Promise<void> {
  const [row] = await app.sql<{ client_id: string; member_id: string }>(
    `SELECT t.client_id, k.member_id FROM appointments a JOIN attendances t ON t.appointment_id = a.id
     JOIN coaches k ON k.id = a.coach_id WHERE a.id = $1`,
    [causeId],
  );
  const to = template === 'refunded' ? { clientId: row!.client_id } : { memberId: row!.member_id };
  await app.db.inPractice({ practiceId: practice.id, actor: system }, (tx) =>
    app.worker.get(MessageService).plan(tx, { template, causeId, step: `${template}-${newId()}:0`, to }),
  );
}
