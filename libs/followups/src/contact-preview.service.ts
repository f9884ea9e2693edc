import { Injectable } from '@nestjs/common';
import { SafeContactService } from '#clients';
import type { ContactPreview, ContactPreviewQuery, MailPreview } from '#contracts';
import { instant, newId, type Tx } from '#platform';
import { glimpseOf } from './domain/lock-screen.js';
import { stepOf } from './domain/steps.js';
import { templates, type TemplateName } from './domain/templates.js';
import { Gate, type Person } from './gate.js';
import { MailWriter } from './mail-writer.js';
import { Message } from './message.entity.js';

const mostShown = 10;

/**
 * How a person's next mails will look to a bystander: those that are planned, and those that may follow any day. They
 * are made by the writer that makes the mails themselves, with the secrets left out.
 */
@Injectable()
export class ContactPreviewService {
  constructor(
    private readonly gate: Gate,
    private readonly writer: MailWriter,
    private readonly safeContact: SafeContactService,
  ) {}

  /** `wanted` may name other settings than those that stand, to see what they would do. Reads only. */
  async of(tx: Tx, clientId: string, wanted: ContactPreviewQuery = {}): Promise<ContactPreview> {
    const who = { clientId, memberId: null, userId: null, invitationId: null };
    const found = await this.gate.personOf(tx, who);
    if (!found) return { level: 'none', quietHours: null, data: [] };
    const person = withWishes(found, wanted);
    const { level } = person.contact;
    const data: MailPreview[] = [];
    for (const message of level === 'none' ? [] : await this.coming(tx, clientId)) {
      if (wanted.template !== undefined && message.template !== wanted.template) continue;
      if (this.gate.isTooOpen(message, person)) continue;
      const written = await this.writer.write(tx, message, person, 'left-out');
      if ('stop' in written) continue;
      const dueAt = message.status === 'scheduled' ? instant(message.dueAt) : null;
      data.push({ template: message.template, dueAt, ...glimpseOf(written.mail) });
    }
    return { level, quietHours: await this.quietHoursOf(tx, clientId), data };
  }

  /** As the person set them: what others at the same mailbox asked for is not theirs to be shown. */
  private async quietHoursOf(tx: Tx, clientId: string): Promise<ContactPreview['quietHours']> {
    const { quietHours, timeZone } = await this.safeContact.profile(tx, clientId);
    return quietHours && { ...quietHours, timeZone };
  }

  /** What is planned, soonest first; then what the next appointment, an open form and the sign-in may bring. */
  private async coming(tx: Tx, clientId: string): Promise<Message[]> {
    const planned = await tx.repository(Message).find({
      where: { practiceId: tx.practiceId, clientId, status: 'scheduled' },
      order: { dueAt: 'ASC', id: 'ASC' },
      take: mostShown,
    });
    const next = await tx.one<{ id: string; sequence: number; status: string }>(
      `SELECT a.id, a.sequence, a.status FROM appointments a JOIN attendances t ON t.appointment_id = a.id
       WHERE t.client_id = $1 AND t.status = 'accepted' AND a.start_at > $2
         AND a.status IN ('confirmed', 'pending_approval', 'held') ORDER BY a.start_at LIMIT 1`,
      [clientId, tx.now()],
    );
    const form = await tx.one<{ id: string }>(
      `SELECT id FROM assignments WHERE client_id = $1 AND status IN ('assigned', 'started') ORDER BY id LIMIT 1`,
      [clientId],
    );
    const may = (template: TemplateName, causeId: string, step: string = template): Message[] =>
      planned.some((one) => one.template === template) ? [] : [thought(tx, clientId, template, causeId, step)];
    const about = next
      ? wordsIn[next.status]!.flatMap((template) =>
          may(template, next.id, stepOf(template, { ...next, closedAt: null })),
        )
      : [];
    return [...planned, ...about, ...(form ? may('form', form.id) : []), ...may('sign-in', clientId)];
  }
}

/** What is true of an appointment in its state, and so can be shown in its words. */
const wordsIn: Readonly<Record<string, readonly TemplateName[]>> = {
  confirmed: ['confirmation', 'reminder'],
  pending_approval: ['request'],
  held: ['approved'],
};

/** A message that nobody has planned: it exists to be looked at. */
function thought(tx: Tx, clientId: string, template: TemplateName, causeId: string, step: string): Message {
  const { kind, mustArrive } = templates[template];
  return Object.assign(new Message(), {
    practiceId: tx.practiceId,
    id: newId(),
    kind,
    template,
    causeId,
    step,
    enrolmentId: null,
    clientId,
    memberId: null,
    userId: null,
    invitationId: null,
    mustArrive,
    status: 'sending',
    reason: null,
    messageId: 'preview@localhost',
    dueAt: tx.now(),
    expiresAt: null,
    createdAt: tx.now(),
    sentAt: null,
    sentAgainAt: null,
    revision: 1,
  } satisfies Partial<Message>);
}

function withWishes(person: Person, { level, sender, subject }: ContactPreviewQuery): Person {
  if (level === undefined && sender === undefined && subject === undefined) return person;
  // Wishes that name a level are the whole of what is wished, as the settings' own form sends them.
  const base = level === undefined ? person.contact : { ...person.contact, level, sender: null, subject: null };
  return { ...person, contact: { ...base, ...(sender && { sender }), ...(subject && { subject }) } };
}
