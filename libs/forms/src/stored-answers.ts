import { Injectable } from '@nestjs/common';
import type { AnswerValue, Answers } from '#contracts';
import { KeyStore, type Tx } from '#platform';
import type { Assignment } from './assignment.entity.js';

/** What one person answered, and in which sitting each answer was written last. */
export interface GivenAnswers {
  readonly answers: Answers;
  readonly sittings: Readonly<Record<string, string | null>>;
}

/** Opens the sealed answers of one assignment. */
@Injectable()
export class StoredAnswers {
  constructor(private readonly keys: KeyStore) {}

  async of(tx: Tx, assignment: Pick<Assignment, 'id' | 'clientId'>): Promise<Answers> {
    return (await this.read(tx, assignment)).answers;
  }

  async read(tx: Tx, assignment: Pick<Assignment, 'id' | 'clientId'>): Promise<GivenAnswers> {
    const rows = await tx.query<{ id: string; question: string; sealed: Buffer; sitting: string | null }>(
      `SELECT n.id, n.question, n.sealed, n.sitting FROM answers n
       JOIN responses r ON r.practice_id = n.practice_id AND r.id = n.response_id
       WHERE r.assignment_id = $1 ORDER BY n.id`,
      [assignment.id],
    );
    const answers: Answers = {};
    for (const row of rows)
      answers[row.question] = JSON.parse(
        await this.keys.unsealFor(tx, assignment.clientId, `answers:${row.id}`, row.sealed),
      ) as AnswerValue;
    return { answers, sittings: Object.fromEntries(rows.map(({ question, sitting }) => [question, sitting])) };
  }
}
