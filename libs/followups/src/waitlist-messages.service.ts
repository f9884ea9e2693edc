import { Injectable } from '@nestjs/common';
import { Database, system } from '#platform';
import { MessageService } from './message.service.js';

const dayMs = 86_400_000;
/** Who did not confirm by then asks again. */
const confirmDays = 7;

/** Plans the mails of the waitlist: whether an address is one's own, and that a time is kept for somebody. */
@Injectable()
export class WaitlistMessages {
  constructor(
    private readonly db: Database,
    private readonly messages: MessageService,
  ) {}

  /**
   * An address to which such a mail was planned in the last day, and which did not answer, is not asked again, however often
   * somebody types it. What was typed in vain counts for nothing, or typing an address once a day would keep it from being
   * asked for ever.
   */
  async confirm(practiceId: string, { entryId }: { entryId: string }): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      // One at a time, whoever typed it: of two at once the second finds the mail of the first.
      await tx.query(
        `SELECT 1 FROM clients WHERE email = (SELECT c.email FROM waitlist_entries e JOIN clients c ON c.id = e.client_id WHERE e.id = $1)
         ORDER BY id FOR NO KEY UPDATE`,
        [entryId],
      );
      const asked = await tx.one<{ clientId: string; createdAt: Date }>(
        `SELECT e.client_id AS "clientId", e.created_at AS "createdAt" FROM waitlist_entries e JOIN clients c ON c.id = e.client_id
         WHERE e.id = $1 AND e.status = 'asked' AND NOT EXISTS (
           SELECT 1 FROM clients d JOIN waitlist_entries o ON o.client_id = d.id AND o.status = 'asked' AND o.id <> e.id
           JOIN messages m ON m.cause_id = o.id AND m.template = 'waitlist-confirm'
           WHERE d.email = c.email AND m.created_at > $2)`,
        [entryId, new Date(tx.now().getTime() - dayMs)],
      );
      if (!asked) return;
      const expiresAt = new Date(asked.createdAt.getTime() + confirmDays * dayMs);
      const to = { clientId: asked.clientId };
      const step = 'waitlist-confirm';
      await this.messages.plan(tx, { template: 'waitlist-confirm', causeId: entryId, step, to, expiresAt });
    });
  }

  /** Later than the time is kept it would be late. */
  async offer(practiceId: string, { offerId }: { offerId: string }): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const offered = await tx.one<{ clientId: string; expiresAt: Date }>(
        `SELECT e.client_id AS "clientId", o.expires_at AS "expiresAt" FROM waitlist_offers o JOIN waitlist_entries e ON e.id = o.entry_id
         WHERE o.id = $1 AND o.status = 'open' AND e.status = 'waiting'`,
        [offerId],
      );
      if (!offered) return;
      const { clientId, expiresAt } = offered;
      const step = 'waitlist-offer';
      await this.messages.plan(tx, { template: 'waitlist-offer', causeId: offerId, step, to: { clientId }, expiresAt });
    });
  }
}
