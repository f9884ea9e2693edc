import { Injectable } from '@nestjs/common';
import { Database, system, type Tx } from '#platform';
import { standsFrom } from '#scheduling';
import { later } from './appointment-now.js';
import { stepOf } from './domain/steps.js';
import type { TemplateName } from './domain/templates.js';
import { auditMessage } from './message-audit.js';
import { MessageService, type Recipient } from './message.service.js';

interface MovedNow {
  id: string;
  status: string;
  sequence: number;
  closedAt: Date | null;
  startAt: Date;
  coachMemberId: string;
  attendees: { clientId: string }[];
  /** When staff entered it, where they did: they may take that back for a while. */
  bookedByStaffAt: Date | null;
  movedAt: Date;
  movedBy: 'client' | 'practice';
  takesBack: boolean;
}

type About = { appointmentId: string };

/**
 * Plans what follows from a move: one word for each person about the time that stands, and none about former ones. Who was
 * never told of a time in between hears nothing of it; that is found out when the word is written.
 */
@Injectable()
export class MovedMessages {
  constructor(
    private readonly db: Database,
    private readonly messages: MessageService,
  ) {}

  /** To everybody who comes. What staff move may be taken back for a while: nobody is told before it stands. */
  attendees(practiceId: string, about: About): Promise<void> {
    return this.about(practiceId, about, async (tx, moved) => {
      await this.stopFormer(tx, moved);
      for (const { clientId } of moved.attendees)
        await this.plan(tx, moved, { confirmed: 'moved', pending_approval: 'request' }, { clientId });
    });
  }

  coach(practiceId: string, about: About): Promise<void> {
    return this.about(practiceId, about, (tx, moved) =>
      this.plan(
        tx,
        moved,
        { confirmed: 'coach-moved', pending_approval: 'coach-request' },
        { memberId: moved.coachMemberId },
      ),
    );
  }

  private async plan(
    tx: Tx,
    moved: MovedNow,
    words: Readonly<Record<string, TemplateName>>,
    to: Recipient,
  ): Promise<void> {
    const template = words[moved.status];
    if (!template) return;
    const movedAt = moved.movedBy === 'practice' && !moved.takesBack ? moved.movedAt : null;
    const doneAt = later(movedAt, moved.bookedByStaffAt);
    await this.messages.plan(tx, {
      template,
      causeId: moved.id,
      step: stepOf(template, moved),
      to,
      expiresAt: moved.startAt,
      ...(doneAt && { dueAt: standsFrom(doneAt) }),
    });
  }

  /** What still waits to be said of a former time is not true any more: it leaves the list of what is to come. */
  private async stopFormer(tx: Tx, { id, sequence }: MovedNow): Promise<void> {
    const stopped = await tx.query<{ id: string }>(
      `UPDATE messages SET status = 'cancelled', reason = 'moved', revision = revision + 1
       WHERE cause_id = $1 AND status = 'scheduled' AND template = ANY($2) AND substring(step from '[0-9]+$')::int < $3
         AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.message_id = messages.id AND d.outcome = 'unknown')
       RETURNING id`,
      [id, aboutATime, sequence],
    );
    for (const message of stopped) auditMessage(tx, { id: message.id, invitationId: null }, 'cancelled');
  }

  private about(
    practiceId: string,
    { appointmentId }: About,
    work: (tx: Tx, moved: MovedNow) => Promise<void>,
  ): Promise<void> {
    return this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const moved = await tx.one<MovedNow>(
        `SELECT a.id, a.status, a.sequence, a.closed_at AS "closedAt", a.start_at AS "startAt", k.member_id AS "coachMemberId",
                CASE WHEN a.booked_by = 'practice' THEN a.created_at END AS "bookedByStaffAt", v.moved_at AS "movedAt", v.moved_by AS "movedBy", v.takes_back AS "takesBack",
                coalesce((SELECT json_agg(json_build_object('clientId', t.client_id) ORDER BY t.id) FROM attendances t
                          WHERE t.appointment_id = a.id AND t.status = 'accepted'), '[]') AS attendees
         FROM appointments a JOIN coaches k ON k.practice_id = a.practice_id AND k.id = a.coach_id
         JOIN appointment_moves v ON v.appointment_id = a.id AND v.sequence = a.sequence - 1 WHERE a.id = $1`,
        [appointmentId],
      );
      if (moved) await work(tx, moved);
    });
  }
}

const aboutATime: readonly TemplateName[] = [
  'confirmation',
  'request',
  'moved',
  'reminder',
  'coach-booked',
  'coach-request',
  'coach-moved',
];
