import { idShape, instantShape, keyOfCursor, newId, pageOf, type Page, type PageAsked, type Tx } from '#platform';
import type { ClaimedSlot } from './claimed-slot.js';
import type { FreedTime } from './scheduling.events.js';
import type { WaitlistEntry, WaitlistOffer } from './waitlist.entity.js';

/** Somebody on the list, in plain columns. */
export type WaitlistRow = Omit<WaitlistEntry, 'practiceId'>;
/** A time that was offered, in plain columns. */
export type WaitlistOfferRow = Omit<WaitlistOffer, 'practiceId'>;

const columns = `e.id, e.client_id AS "clientId", e.offering_id AS "offeringId", e.coach_id AS "coachId",
  e.appointment_id AS "appointmentId", e.time_zone AS "timeZone", e.days, e.parts, to_char(e.until, 'YYYY-MM-DD') AS until,
  e.status, e.end_reason AS "endReason", e.created_at AS "createdAt", e.joined_at AS "joinedAt", e.ended_at AS "endedAt"`;

const offerColumns = `o.id, o.entry_id AS "entryId", o.coach_id AS "coachId", o.start_at AS "startAt", o.end_at AS "endAt", o.status,
  o.offered_at AS "offeredAt", o.expires_at AS "expiresAt", o.answered_at AS "answeredAt", o.appointment_id AS "appointmentId"`;

/** Entries; `where` speaks of `e` and ends with the order. */
export function selectEntries(tx: Tx, where: string, parameters: readonly unknown[]): Promise<WaitlistRow[]> {
  return tx.query<WaitlistRow>(`SELECT ${columns} FROM waitlist_entries e ${where}`, parameters);
}

/** Offers; `where` speaks of `o` and ends with the order. */
export function selectOffers(tx: Tx, where: string, parameters: readonly unknown[]): Promise<WaitlistOfferRow[]> {
  return tx.query<WaitlistOfferRow>(`SELECT ${offerColumns} FROM waitlist_offers o ${where}`, parameters);
}

/** How many are looked at for one freed time: whoever stands further back is reached by the next. */
const mostAtOnce = 200;

/**
 * Who waits for this coach, was offered nothing that is still open, and has nothing earlier than the freed time already: by
 * when they joined.
 */
export function waitingInOrder(tx: Tx, { coachId, from }: Pick<FreedTime, 'coachId' | 'from'>): Promise<WaitlistRow[]> {
  return selectEntries(
    tx,
    `WHERE e.status = 'waiting' AND (e.coach_id IS NULL OR e.coach_id = $1)
       AND EXISTS (SELECT 1 FROM offering_coaches c WHERE c.offering_id = e.offering_id AND c.coach_id = $1)
       AND NOT EXISTS (SELECT 1 FROM waitlist_offers o JOIN waitlist_entries x ON x.id = o.entry_id
                       WHERE x.client_id = e.client_id AND o.status = 'open')
       AND (e.appointment_id IS NULL OR EXISTS (
             SELECT 1 FROM appointments a WHERE a.id = e.appointment_id AND a.status = 'confirmed' AND a.start_at > $2))
     ORDER BY e.joined_at, e.id LIMIT ${mostAtOnce}`,
    [coachId, from],
  );
}

/** Adds an entry; false where this appointment waits already. */
export async function insertEntry(tx: Tx, one: Omit<WaitlistRow, 'endReason' | 'endedAt'>): Promise<boolean> {
  const added = await tx.query(
    `INSERT INTO waitlist_entries (id, client_id, offering_id, coach_id, appointment_id, time_zone, days, parts, until, status,
       created_at, joined_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING id`,
    [
      one.id,
      one.clientId,
      one.offeringId,
      one.coachId,
      one.appointmentId,
      one.timeZone,
      one.days,
      one.parts,
      one.until,
      one.status,
      one.createdAt,
      one.joinedAt,
    ],
  );
  return added.length > 0;
}

/** Keeps a claimed time for somebody who still waits; null where somebody else has it after all, or they are offered another already. */
export async function insertOffer(
  tx: Tx,
  { id: entryId, offeringId }: Pick<WaitlistRow, 'id' | 'offeringId'>,
  slot: ClaimedSlot,
  expiresAt: Date,
): Promise<string | null> {
  const id = newId();
  const [added] = await tx.query<{ id: string }>(
    `INSERT INTO waitlist_offers (id, entry_id, coach_id, start_at, end_at, status, offered_at, expires_at)
     SELECT $1, e.id, $3, $4, $5, 'open', $6, $7 FROM waitlist_entries e WHERE e.id = $2 AND e.status = 'waiting' FOR NO KEY UPDATE
     ON CONFLICT DO NOTHING RETURNING id`,
    [id, entryId, slot.coachId, slot.start, slot.end, tx.now(), expiresAt],
  );
  if (!added) return null;
  const claimed = await tx.query(
    `INSERT INTO time_claims (id, resource_kind, resource_id, offer_id, offering_id, start_at, end_at, blocked, live)
     VALUES ($1, 'coach', $2, $3, $4, $5, $6, tstzrange($7, $8), true) ON CONFLICT DO NOTHING RETURNING id`,
    [newId(), slot.coachId, id, offeringId, slot.start, slot.end, slot.blockedFrom, slot.blockedTo],
  );
  if (claimed.length > 0) return id;
  await tx.query('DELETE FROM waitlist_offers WHERE id = $1', [id]);
  return null;
}

/** Lets go of what keeps an offered time; answers the stretch that is free by it, null where nothing was kept any more. */
export function dropOfferClaim(tx: Tx, offerId: string): Promise<{ coachId: string; from: Date; to: Date } | null> {
  return tx.one(
    `UPDATE time_claims SET live = false WHERE offer_id = $1 AND live
     RETURNING resource_id AS "coachId", lower(blocked) AS "from", upper(blocked) AS "to"`,
    [offerId],
  );
}

/** Takes back what is offered of a coach's stretch of time, in a locked calendar: it is needed for something else. */
export async function takeBackOffers(
  tx: Tx,
  coachId: string,
  { start, end }: { readonly start: Date; readonly end: Date },
): Promise<void> {
  const back = await tx.query<{ id: string }>(
    `WITH claims AS (
       UPDATE time_claims SET live = false WHERE resource_kind = 'coach' AND resource_id = $1 AND live AND offer_id IS NOT NULL
         AND blocked && tstzrange($2, $3) RETURNING offer_id)
     UPDATE waitlist_offers o SET status = 'withdrawn', answered_at = $4 FROM claims
     WHERE o.id = claims.offer_id AND o.status = 'open' RETURNING o.id`,
    [coachId, start, end, tx.now()],
  );
  for (const { id } of back) tx.audit('waitlist-offer.withdrawn', id);
}

/** Which of those who wait are asked for. */
export interface WaitlistFilters {
  readonly coach?: string | undefined;
  readonly offering?: string | undefined;
}

/** Somebody who waits, as the practice sees them. */
export interface WaitlistListed extends WaitlistRow {
  readonly clientName: string;
  readonly offeringName: string;
  /** Of the coach whom what they have, or what is offered, is with. */
  readonly coachZone: string | null;
  /** The time they have now. */
  readonly presentStart: Date | null;
  readonly offeredStart: Date | null;
  readonly offeredUntil: Date | null;
  /** How many times were offered to them and came to nothing. */
  readonly offeredBefore: number;
}

/** Who waits, in their order. */
export async function listWaiting(tx: Tx, filters: WaitlistFilters, page: PageAsked): Promise<Page<WaitlistListed>> {
  const after = keyOfCursor(page.cursor, instantShape, idShape);
  const rows = await tx.query<WaitlistListed>(
    `SELECT ${columns}, c.name AS "clientName", f.name AS "offeringName", k.time_zone AS "coachZone", a.start_at AS "presentStart",
       o.start_at AS "offeredStart", o.expires_at AS "offeredUntil",
       (SELECT count(*)::int FROM waitlist_offers b WHERE b.entry_id = e.id AND b.status <> 'open') AS "offeredBefore"
     FROM waitlist_entries e JOIN clients c ON c.id = e.client_id JOIN offerings f ON f.id = e.offering_id
     LEFT JOIN appointments a ON a.id = e.appointment_id
     LEFT JOIN waitlist_offers o ON o.entry_id = e.id AND o.status = 'open'
     LEFT JOIN coaches k ON k.id = coalesce(o.coach_id, e.coach_id)
     WHERE e.status = 'waiting' AND ($1::timestamptz IS NULL OR (e.joined_at, e.id) > ($1, $2::uuid))
       AND ($3::uuid IS NULL OR e.coach_id = $3 OR (e.coach_id IS NULL AND EXISTS
             (SELECT 1 FROM offering_coaches y WHERE y.offering_id = e.offering_id AND y.coach_id = $3)))
       AND ($4::uuid IS NULL OR e.offering_id = $4)
     ORDER BY e.joined_at, e.id LIMIT $5`,
    [after?.[0] ?? null, after?.[1] ?? null, filters.coach ?? null, filters.offering ?? null, page.limit + 1],
  );
  return pageOf(rows, page.limit, (row) => [row.joinedAt?.toISOString() ?? '', row.id]);
}
