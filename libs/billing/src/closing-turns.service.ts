import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Database, system, type Here } from '#platform';

/** Longer than the provider takes on any usual day. One that takes longer may be asked twice, which changes nothing. */
const turnSeconds = 10;
/** Somebody waits for their booking. */
const patienceMs = 2_000;
const lookEveryMs = 25;

/**
 * Whose turn it is to close the page of a payment and to do what follows: one's, of all processes. A turn is a row's, not a
 * connection's, since the provider is asked meanwhile; one whose process died is over by itself, by the database's clock,
 * which is one for all.
 */
@Injectable()
export class ClosingTurns {
  constructor(private readonly db: Database) {}

  /** Takes the turn and acts in it. Where somebody else has it, waits for their end, two seconds at most, and answers false. */
  async tryToTake(practiceId: string, paymentId: string, act: () => Promise<void>): Promise<boolean> {
    const here = { practiceId, actor: system };
    const until = await this.begin(here, paymentId);
    if (until === null) {
      await this.othersEnd(here, paymentId);
      return false;
    }
    try {
      await act();
    } finally {
      await this.end(here, paymentId, until);
    }
    return true;
  }

  /** When it ends at the latest, or null where it is somebody else's. */
  private begin(here: Here, paymentId: string): Promise<string | null> {
    return this.db.inPractice(here, async (tx) => {
      const begun = await tx.one<{ until: string }>(
        `UPDATE payments SET closing_until = clock_timestamp() + $2 * interval '1 second'
         WHERE id = $1 AND (closing_until IS NULL OR closing_until <= clock_timestamp()) RETURNING closing_until::text AS until`,
        [paymentId, turnSeconds],
      );
      return begun?.until ?? null;
    });
  }

  /** Nobody else's: a turn that took too long may be another's by now. */
  private async end(here: Here, paymentId: string, until: string): Promise<void> {
    await this.db.inPractice(here, (tx) =>
      tx.query('UPDATE payments SET closing_until = NULL WHERE id = $1 AND closing_until = $2::timestamptz', [
        paymentId,
        until,
      ]),
    );
  }

  private async othersEnd(here: Here, paymentId: string): Promise<void> {
    const patience = performance.now() + patienceMs;
    while ((await this.isTaken(here, paymentId)) && performance.now() < patience) await pause(lookEveryMs);
  }

  private isTaken(here: Here, paymentId: string): Promise<boolean> {
    return this.db.inPractice({ ...here, readOnly: true }, async (tx) => {
      const taken = await tx.one('SELECT 1 FROM payments WHERE id = $1 AND closing_until > clock_timestamp()', [
        paymentId,
      ]);
      return taken !== null;
    });
  }
}
