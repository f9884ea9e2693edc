import { Injectable } from '@nestjs/common';
import { TaskService } from '#caseload';
import { Database, system, type Tx } from '#platform';
import { appointmentNow, toldWhenItStands } from './appointment-now.js';
import { isOfNow, stepOf } from './domain/steps.js';
import type { TemplateName } from './domain/templates.js';
import { deliverMessage } from './followups.jobs.js';
import { MessageService, type Recipient } from './message.service.js';
import { isAbout } from './told-before.js';

/** A word about an appointment that was planned before. */
interface SentWord {
  id: string;
  template: TemplateName;
  status: string;
  /** An attempt of unknown outcome may have brought it, whatever became of it since. */
  isInDoubt: boolean;
  /** How many copies may have left. */
  copies: number;
  mustArrive: boolean;
  sentAgainAt: Date | null;
  step: string;
  clientId: string | null;
  memberId: string | null;
}

/** What is answered to whoever was told of a cancellation that was taken back. */
const answerTo: Partial<Record<TemplateName, TemplateName>> = {
  cancellation: 'restored',
  'coach-cancelled': 'coach-restored',
};
/** What a cancellation stops, and is true again without it. */
const comesBack: readonly TemplateName[] = [
  'confirmation',
  'moved',
  'relocated',
  'reminder',
  'coach-booked',
  'coach-moved',
];
/** What says when an agreed appointment is, to whoever comes. */
const saysWhen: readonly TemplateName[] = ['confirmation', 'series', 'moved'];
const mayHaveArrived = ({ status, isInDoubt }: SentWord): boolean =>
  isInDoubt || ['sending', 'handed', 'sent', 'outcome_unknown'].includes(status);
/**
 * Sent once with nobody knowing whether it arrived, and kept from the second copy that goes of what must arrive. Never true
 * of what somebody has sent again, or of what went twice.
 */
const lacksItsSecondCopy = ({ status, mustArrive, copies, sentAgainAt }: SentWord): boolean =>
  status === 'outcome_unknown' && mustArrive && copies < 2 && sentAgainAt === null;

/** Plans the messages that answer those of a cancellation which was taken back. */
@Injectable()
export class CancellationTakenBack {
  constructor(
    private readonly db: Database,
    private readonly messages: MessageService,
    private readonly tasks: TaskService,
  ) {}

  /**
   * A cancellation was taken back: who was told of it is told that the appointment stands, and what it had stopped is
   * planned again for everybody else. Each place has one answer of its own, so going back and forth tells each step once.
   * What may have arrived goes on as the message it is: its second copy bears the same Message-ID, and there is no third.
   */
  answer(practiceId: string, { appointmentId }: { appointmentId: string }): Promise<void> {
    return this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const appointment = await appointmentNow(tx, appointmentId);
      if (appointment?.status !== 'confirmed') return;
      // Locked: whoever is about to send one of them has decided, or waits and reads the appointment as it is now.
      const words = await tx.query<SentWord>(
        `SELECT id, template, status, step, must_arrive AS "mustArrive", sent_again_at AS "sentAgainAt", client_id AS "clientId", member_id AS "memberId",
                EXISTS (SELECT 1 FROM deliveries d WHERE d.message_id = m.id AND d.outcome = 'unknown') AS "isInDoubt",
                (SELECT count(*)::int FROM deliveries d WHERE d.message_id = m.id AND d.handed_at IS NOT NULL) AS copies
         FROM messages m WHERE ${isAbout('$1')} ORDER BY id FOR UPDATE`,
        [appointmentId],
      );
      const about = { causeId: appointmentId, expiresAt: appointment.startAt };
      const whenItStands = toldWhenItStands('confirmation', appointment);
      const told = words.filter((word) => answerTo[word.template] && mayHaveArrived(word));
      for (const word of told)
        await this.messages.plan(tx, {
          ...about,
          template: answerTo[word.template]!,
          step: `restored:${word.step}`,
          to: recipientOf(word),
        });
      const untold = (to: Recipient) => !told.some((word) => sameRecipient(recipientOf(word), to));
      const ofNow = words.filter(({ template, step }) => isOfNow(template, step, appointment));
      for (const word of ofNow.filter((one) => comesBack.includes(one.template) && untold(recipientOf(one)))) {
        const { template, step, status } = word;
        if (status === 'cancelled')
          await this.messages.plan(tx, {
            ...about,
            ...whenItStands,
            template,
            step: `again:${step}`,
            to: recipientOf(word),
          });
        else if (lacksItsSecondCopy(word)) await this.sendSecondCopy(tx, word);
      }
      // The one mail about its series, which has not left, tells of it too.
      if (appointment.seriesId !== null && whenItStands.dueAt && tx.now() < whenItStands.dueAt) return;
      // Cancelled before the word of its time was even planned.
      const unplanned = (to: Recipient) =>
        !ofNow.some((one) => saysWhen.includes(one.template) && sameRecipient(recipientOf(one), to));
      for (const to of appointment.attendees.filter((one) => untold(one) && unplanned(one)))
        await this.messages.plan(tx, {
          ...about,
          ...whenItStands,
          template: 'confirmation',
          step: stepOf('confirmation', appointment),
          to,
        });
    });
  }

  private async sendSecondCopy(tx: Tx, { id }: SentWord): Promise<void> {
    await tx.query(`UPDATE messages SET status = 'scheduled', revision = revision + 1 WHERE id = $1`, [id]);
    await this.tasks.settle(tx, 'message_outcome_unknown', id);
    tx.schedule(deliverMessage, { messageId: id });
  }
}

function recipientOf({ clientId, memberId }: Pick<SentWord, 'clientId' | 'memberId'>): Recipient {
  return clientId ? { clientId } : { memberId: memberId! };
}

function sameRecipient(one: Recipient, other: Recipient): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
