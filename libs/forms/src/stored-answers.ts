import { Injectable } from '@nestjs/common';
import type { AnswerValue, Answers } from '#contracts';
import { KeyErased, KeyStore, type Tx } from '#platform';

interface SealedAnswer {
  readonly id: string;
  readonly clientId: string;
  /** Whose the form is: whoever answered turned out to be them. */
  readonly ownerId: string;
  readonly question: string;
  readonly sealed: Buffer;
  readonly sitting: string | null;
}

/** Opens the sealed answers of one assignment. */
@Injectable()
export class StoredAnswers {
  constructor(private readonly keys: KeyStore) {}

  /** All that was answered. */
  async of(tx: Tx, assignmentId: string): Promise<Answers> {
    return this.open(tx, await this.rowsOf(tx, assignmentId));
  }

  /** What was answered in one sitting, and the names of what was answered in any other: those stay sealed. */
  async ofSitting(tx: Tx, assignmentId: string, sitting: string): Promise<{ own: Answers; elsewhere: string[] }> {
    const rows = await this.rowsOf(tx, assignmentId);
    const own = await this.open(
      tx,
      rows.filter((row) => row.sitting === sitting),
    );
    return { own, elsewhere: rows.filter((row) => row.sitting !== sitting).map(({ question }) => question) };
  }

  private rowsOf(tx: Tx, assignmentId: string): Promise<SealedAnswer[]> {
    return tx.query<SealedAnswer>(
      `SELECT n.id, n.client_id AS "clientId", r.client_id AS "ownerId", n.question, n.sealed, n.sitting FROM answers n
       JOIN responses r ON r.practice_id = n.practice_id AND r.id = n.response_id
       WHERE r.assignment_id = $1 ORDER BY n.id`,
      [assignmentId],
    );
  }

  private async open(tx: Tx, rows: readonly SealedAnswer[]): Promise<Answers> {
    const answers: Answers = {};
    for (const row of rows) {
      const answer = await this.openOne(tx, row);
      if (answer !== null) answers[row.question] = JSON.parse(answer) as AnswerValue;
    }
    return answers;
  }

  /** Null for what was erased before its contact turned out to be the person of the form. */
  private async openOne(tx: Tx, { id, clientId, ownerId, sealed }: SealedAnswer): Promise<string | null> {
    try {
      return await this.keys.unsealFor(tx, clientId, `answers:${id}`, sealed);
    } catch (error) {
      if (error instanceof KeyErased && clientId !== ownerId) return null;
      throw error;
    }
  }
}
