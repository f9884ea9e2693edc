import { Injectable } from '@nestjs/common';
import { NotFound, type Tx } from '#platform';
import type { ClaimedSlot } from './claimed-slot.js';
import { passOnOffer } from './scheduling.jobs.js';
import { freedTime, waitlistOffered, type FreedTime } from './scheduling.events.js';
import { lockCalendars } from './slot.store.js';
import {
  dropOfferClaim,
  insertOffer,
  selectOffers,
  type WaitlistOfferRow,
  type WaitlistRow,
} from './waitlist.store.js';

/** Freed times that are kept for one person each, by a claim, until they are answered: the steps of offering. */
@Injectable()
export class WaitlistOffersService {
  /** Calendar before rows, as whoever claims a time does. */
  async lockCalendar(tx: Tx, coachId: string): Promise<void> {
    await lockCalendars(tx, [coachId]);
  }

  /** Keeps a claimed time for somebody until an instant; false where it cannot be kept, or they were offered it before. */
  async open(tx: Tx, entry: WaitlistRow, slot: ClaimedSlot, expiresAt: Date): Promise<boolean> {
    const offerId = await insertOffer(tx, entry, slot, expiresAt);
    if (offerId === null) return false;
    tx.audit('waitlist-offer.opened', offerId);
    tx.emit(waitlistOffered, { offerId });
    tx.schedule(passOnOffer, { offerId }, { dueAt: expiresAt });
    return true;
  }

  /** Throws NotFound. */
  async get(tx: Tx, offerId: string): Promise<WaitlistOfferRow> {
    const [offer] = await selectOffers(tx, 'WHERE o.id = $1', [offerId]);
    if (!offer) throw new NotFound('offered time');
    return offer;
  }

  /** The offer itself, locked until the transaction ends. Throws NotFound. */
  async locked(tx: Tx, offerId: string): Promise<WaitlistOfferRow> {
    const [offer] = await selectOffers(tx, 'WHERE o.id = $1 FOR UPDATE', [offerId]);
    if (!offer) throw new NotFound('offered time');
    return offer;
  }

  /** Everything somebody was offered, the latest first. */
  of(tx: Tx, entryId: string): Promise<WaitlistOfferRow[]> {
    return selectOffers(tx, 'WHERE o.entry_id = $1 ORDER BY o.id DESC', [entryId]);
  }

  /** It was not taken. Its time stays kept until it is passed on. */
  async close(tx: Tx, offerId: string, status: 'declined' | 'over' | 'withdrawn'): Promise<void> {
    await tx.query(`UPDATE waitlist_offers SET status = $2, answered_at = $3 WHERE id = $1 AND status = 'open'`, [
      offerId,
      status,
      tx.now(),
    ]);
    tx.audit(`waitlist-offer.${status}`, offerId);
  }

  /** It was taken, and is this appointment now. */
  async taken(tx: Tx, offerId: string, appointmentId: string): Promise<void> {
    await tx.query(
      `UPDATE waitlist_offers SET status = 'taken', answered_at = $2, appointment_id = $3 WHERE id = $1 AND status = 'open'`,
      [offerId, tx.now(), appointmentId],
    );
    tx.audit('waitlist-offer.taken', offerId);
  }

  /** Lets go of what keeps an offered time, in a locked calendar; answers what is free by it, null where nothing was kept. */
  async release(tx: Tx, offerId: string): Promise<FreedTime | null> {
    const dropped = await dropOfferClaim(tx, offerId);
    return dropped && freedTime(dropped.coachId, dropped.from, dropped.to, tx.now());
  }
}
