import { Injectable } from '@nestjs/common';
import type { ExitRule } from '#contracts';
import type { Tx } from '#platform';
import { tellingFields } from './domain/step-telling.js';
import type { Written } from './domain/words.js';
import type { Person } from './gate.js';
import type { Message } from './message.entity.js';

/** The words of a sequence's step, while its enrolment is still active and its reason holds. */
@Injectable()
export class StepWords {
  async of(tx: Tx, message: Message, { telling }: Person): Promise<Written> {
    const row = await tx.one<Row>(
      `SELECT e.status, p.subject, p.body, a.status AS "causeStatus", c.status AS "caseStatus", s.exit_rules AS "exitRules"
       FROM enrolments e
       JOIN sequences s ON s.practice_id = e.practice_id AND s.id = e.sequence_id
       JOIN sequence_steps p ON p.practice_id = e.practice_id AND p.sequence_id = e.sequence_id AND p.position = $2
       LEFT JOIN appointments a ON a.practice_id = e.practice_id AND a.id = e.cause_id
       LEFT JOIN cases c ON c.practice_id = e.practice_id AND c.id = e.case_id
       WHERE e.id = $1`,
      [message.enrolmentId, Number(message.step.split(':')[1])],
    );
    if (row?.status !== 'active') return cancelled('enrolment-ended');
    // The session that started the series turned out not to have taken place.
    if (row.causeStatus && row.causeStatus !== 'completed') return cancelled('not-true-any-more', true);
    if (row.exitRules.includes('caseClosed') && row.caseStatus === 'closed') return cancelled('case-closed', true);
    // Allowed when it was written; the practice has added a word since.
    if (tellingFields(row, telling).length > 0) return { stop: { status: 'suppressed', reason: 'telling-word' } };
    return { words: { subject: row.subject, paragraphs: row.body.split(/\n{2,}/) } };
  }
}

interface Row {
  status: string;
  subject: string;
  body: string;
  causeStatus: string | null;
  caseStatus: string | null;
  exitRules: readonly ExitRule[];
}

function cancelled(reason: string, endsSeries = false): Written {
  return { stop: { status: 'cancelled', reason, endsSeries } };
}
