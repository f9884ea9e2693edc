import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BookingBrowsers, FactorStore, SessionService } from '#identity';
import type { Tx } from '#platform';
import { ClientMerges } from './client-merges.js';

/**
 * A contact turns out to be a client who was confirmed before: the PIN or passkey that was chosen for the contact goes,
 * and the client's own stays. Else whoever shares the mailbox could book, choose a PIN, open the link and read.
 * Where the contact chose something and was there before the client was confirmed, or was confirmed once under another address,
 * and booked in another browser or the client chose something too, it is open which of the two this person is, so neither
 * keeps what they chose. One browser proves nothing of two choices: a browser is shared as a mailbox is.
 * Nothing is open about a client whom a coach spoke with, and nothing that a contact chose nothing against: a mailbox alone
 * resets nothing.
 */
@Injectable()
export class FactorDropping implements OnModuleInit {
  constructor(
    private readonly merges: ClientMerges,
    private readonly factors: FactorStore,
    private readonly browsers: BookingBrowsers,
    private readonly sessions: SessionService,
  ) {}

  onModuleInit(): void {
    this.merges.alsoDo(async (tx, contactId, clientId) => {
      if (await this.isOpenWho(tx, contactId, clientId)) {
        await this.factors.drop(tx, clientId);
        await this.sessions.lockAllOfClient(tx, clientId, null);
      }
      await this.factors.drop(tx, contactId);
    });
  }

  private async isOpenWho(tx: Tx, contactId: string, clientId: string): Promise<boolean> {
    const { vouchedAt } = await this.factors.lock(tx, clientId);
    if (vouchedAt !== null) return false;
    const contactChose = await this.factors.hasAny(tx, contactId);
    // Who was confirmed once may have left answers, which a PIN of the other would open.
    const doubted = await tx.one(
      `SELECT 1 FROM clients o JOIN clients c ON c.id = $2 WHERE o.id = $1 AND (($3 AND o.created_at < c.confirmed_at)
         OR EXISTS (SELECT 1 FROM audit_entries e WHERE e.subject_id = o.id AND e.action = 'client.confirmed'))`,
      [contactId, clientId, contactChose],
    );
    if (doubted === null) return false;
    const bothChose = contactChose && (await this.factors.hasAny(tx, clientId));
    return bothChose || !(await this.browsers.isOneBrowser(tx, contactId, clientId));
  }
}
