import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CaseMerges, ClientMerges } from '#clients';
import type { MessageList, MessagesQuery, MessageView } from '#contracts';
import {
  CONFIG,
  Database,
  idAfter,
  instant,
  newId,
  NotFound,
  pageOf,
  type Config,
  type Here,
  type Tx,
} from '#platform';
import { templates, type TemplateName } from './domain/templates.js';
import { deliverMessage } from './followups.jobs.js';
import { auditMessage } from './message-audit.js';

/** Whom a message is for: a client, a member of the practice, a user whatever practice they work in, or whoever was invited. */
export type Recipient =
  | { readonly clientId: string }
  | { readonly memberId: string }
  | { readonly userId: string }
  | { readonly invitationId: string };

export interface PlannedMessage {
  readonly template: TemplateName;
  /** What it is about; with `step` and the person it may exist once. */
  readonly causeId: string;
  readonly step: string;
  readonly to: Recipient;
  readonly dueAt?: Date;
  /** Later than this it would be late, and is not sent. */
  readonly expiresAt?: Date;
  readonly enrolmentId?: string;
  readonly kind?: 'service' | 'marketing';
}

/** Plans messages: each exists at most once per cause, step and person, and is sent by a job when it is due. */
@Injectable()
export class MessageService implements OnModuleInit {
  private readonly host: string;

  constructor(
    private readonly db: Database,
    private readonly merges: ClientMerges,
    private readonly caseMerges: CaseMerges,
    @Inject(CONFIG) config: Config,
  ) {
    this.host = new URL(config.PUBLIC_URL).hostname;
  }

  /** What was planned for a contact goes to the client they turn out to be, who may have been told already. */
  onModuleInit(): void {
    this.merges.alsoDo(async (tx, contactId, clientId) => {
      await tx.query(
        `UPDATE messages m SET client_id = $2 WHERE client_id = $1 AND NOT EXISTS
           (SELECT 1 FROM messages o WHERE o.cause_id = m.cause_id AND o.step = m.step AND o.client_id = $2)`,
        [contactId, clientId],
      );
      await tx.query(
        `UPDATE enrolments e SET client_id = $2 WHERE client_id = $1 AND NOT EXISTS
           (SELECT 1 FROM enrolments o WHERE o.sequence_id = e.sequence_id AND o.cause_id = e.cause_id AND o.client_id = $2)`,
        [contactId, clientId],
      );
    });
    this.caseMerges.alsoDo(async (tx, from, into) => {
      await tx.query('UPDATE enrolments SET case_id = $2 WHERE case_id = $1', [from, into]);
    });
  }

  /** Plans one message; planning it again changes nothing. */
  async plan(tx: Tx, planned: PlannedMessage): Promise<void> {
    const id = newId();
    const { kind, mustArrive } = templates[planned.template];
    const dueAt = planned.dueAt ?? tx.now();
    const to = { clientId: null, memberId: null, userId: null, invitationId: null, ...planned.to };
    const added = await tx.query(
      `INSERT INTO messages (id, kind, template, cause_id, step, enrolment_id, client_id, member_id, user_id, invitation_id,
                             must_arrive, status, message_id, due_at, expires_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'scheduled', $12, $13, $14, $15)
       ON CONFLICT (practice_id, cause_id, step, client_id, member_id, user_id) DO NOTHING RETURNING id`,
      [
        id,
        planned.kind ?? kind,
        planned.template,
        planned.causeId,
        planned.step,
        planned.enrolmentId ?? null,
        to.clientId,
        to.memberId,
        to.userId,
        to.invitationId,
        mustArrive,
        `${id}@${this.host}`,
        dueAt,
        planned.expiresAt ?? null,
        tx.now(),
      ],
    );
    if (added.length === 0) return;
    auditMessage(tx, { id, invitationId: to.invitationId }, 'planned');
    tx.schedule(deliverMessage, { messageId: id }, { dueAt });
  }

  /** Takes back what has not been sent yet of one enrolment; what may have arrived is flagged by whoever comes to send it again. */
  async cancelOfEnrolment(tx: Tx, enrolmentId: string, reason: string): Promise<void> {
    const cancelled = await tx.query<{ id: string }>(
      `UPDATE messages m SET status = 'cancelled', reason = $2, revision = revision + 1
       WHERE enrolment_id = $1 AND status = 'scheduled'
         AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.message_id = m.id AND d.outcome = 'unknown') RETURNING id`,
      [enrolmentId, reason],
    );
    for (const { id } of cancelled) tx.audit('message.cancelled', id);
  }

  /** One message as the list shows it. Throws NotFound. */
  async get(tx: Tx, id: string): Promise<MessageView> {
    const row = await tx.one<MessageRow>(`SELECT ${shown('$2')} FROM messages WHERE id = $1`, [id, tx.now()]);
    if (!row) throw new NotFound('message');
    return toView(row);
  }

  /**
   * Messages as the practice's list shows them: never their words, and nothing of what becomes of an invitation. The newest
   * plan stands last, or first where that is asked.
   */
  list(here: Here, query: MessagesQuery): Promise<MessageList> {
    const newest = query.order === 'newest';
    return this.db.inPractice(here, async (tx) => {
      const rows = await tx.query<MessageRow>(
        `SELECT ${shown('$8')} FROM messages
         WHERE invitation_id IS NULL AND ($1::text IS NULL OR status = $1) AND ($2::uuid IS NULL OR client_id = $2) AND ($3::uuid IS NULL OR cause_id IN ($3, (SELECT series_id FROM appointments WHERE id = $3)))
           AND ($4::timestamptz IS NULL OR due_at >= $4) AND ($5::timestamptz IS NULL OR due_at < $5)
           AND ($6::uuid IS NULL OR id ${newest ? '<' : '>'} $6)
         ORDER BY id ${newest ? 'DESC' : 'ASC'} LIMIT $7`,
        [
          query.status ?? null,
          query.client ?? null,
          query.appointment ?? null,
          query.from ?? null,
          query.to ?? null,
          idAfter(query.cursor),
          query.limit + 1,
          tx.now(),
        ],
      );
      const { data, nextCursor } = pageOf(rows, query.limit, ({ id }) => [id]);
      return { data: data.map(toView), nextCursor };
    });
  }
}

/** The columns of the list; what has come too late by `now` is not sent again. */
const shown = (
  now: string,
) => `id, status, kind, template, client_id AS "to", cause_id AS "causeId", enrolment_id AS "enrolmentId",
  due_at AS "dueAt", sent_at AS "sentAt", reason, status = 'outcome_unknown' AND sent_again_at IS NULL
    AND (expires_at IS NULL OR expires_at > ${now}::timestamptz) AS "maySendAgain",
  EXISTS (SELECT 1 FROM appointments a WHERE a.id = messages.cause_id) AS "aboutAppointment"`;

type MessageRow = Omit<MessageView, 'dueAt' | 'sentAt' | 'appointmentId'> & {
  causeId: string;
  aboutAppointment: boolean;
  dueAt: Date;
  sentAt: Date | null;
};

function toView({ causeId, aboutAppointment, ...row }: MessageRow): MessageView {
  return {
    ...row,
    appointmentId: aboutAppointment ? causeId : null,
    dueAt: instant(row.dueAt),
    sentAt: row.sentAt && instant(row.sentAt),
  };
}
