import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import type { Written } from './domain/words.js';
import type { Message } from './message.entity.js';

/** The words of a sequence's step, while its enrolment is still active. */
@Injectable()
export class StepWords {
  async of(tx: Tx, message: Message): Promise<Written> {
    const row = await tx.one<{ status: string; subject: string; body: string }>(
      `SELECT e.status, p.subject, p.body FROM enrolments e
       JOIN sequence_steps p ON p.practice_id = e.practice_id AND p.sequence_id = e.sequence_id AND p.position = $2
       WHERE e.id = $1`,
      [message.enrolmentId, Number(message.step.split(':')[1])],
    );
    if (row?.status !== 'active') return { stop: { status: 'cancelled', reason: 'enrolment-ended' } };
    return { words: { subject: row.subject, paragraphs: row.body.split(/\n{2,}/) } };
  }
}
