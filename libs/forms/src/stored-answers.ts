import { Injectable } from '@nestjs/common';
import type { AnswerValue, Answers } from '#contracts';
import { KeyStore, type Tx } from '#platform';
import type { Assignment } from './assignment.entity.js';

/** Opens the sealed answers of one assignment. */
@Injectable()
export class StoredAnswers {
  constructor(private readonly keys: KeyStore) {}

  async of(tx: Tx, assignment: Pick<Assignment, 'id' | 'clientId'>): Promise<Answers> {
    const rows = await tx.query<{ id: string; question: string; sealed: Buffer }>(
      `SELECT n.id, n.question, n.sealed FROM answers n JOIN responses r ON r.practice_id = n.practice_id AND r.id = n.response_id
       WHERE r.assignment_id = $1 ORDER BY n.id`,
      [assignment.id],
    );
    const answers: Answers = {};
    for (const row of rows)
      answers[row.question] = JSON.parse(
        await this.keys.unsealFor(tx, assignment.clientId, `answers:${row.id}`, row.sealed),
      ) as AnswerValue;
    return answers;
  }
}
