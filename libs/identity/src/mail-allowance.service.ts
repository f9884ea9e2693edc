import { CONFIG, type Config, type Tx } from '#platform';
import { Inject, Injectable } from '@nestjs/common';

const minutes = 60_000;
const within = 15 * minutes;
const atMost = 3;

/**
 * How many mails with a secret one person may be sent because somebody, who need not be them, asked: three in a quarter
 * of an hour. It counts what the audit says, so every process counts alike; a flood keeps nobody from the first three.
 */
@Injectable()
export class MailAllowance {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Takes one mail out of the allowance and notes it in the audit; false where nothing is left. */
  async take(tx: Tx, action: `${string}.${string}`, personId: string): Promise<boolean> {
    if (this.config.RATE_LIMIT && (await this.isSpent(tx, action, personId))) return false;
    tx.audit(action, personId);
    return true;
  }

  private async isSpent(tx: Tx, action: string, personId: string): Promise<boolean> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('mails:' || $1, 0))`, [personId]);
    const taken = await tx.query(
      'SELECT 1 FROM audit_entries WHERE subject_id = $1 AND action = $2 AND at > $3 LIMIT $4',
      [personId, action, new Date(tx.now().getTime() - within), atMost],
    );
    return taken.length >= atMost;
  }
}
