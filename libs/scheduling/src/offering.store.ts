import type { Tx } from '#platform';
import type { Offering } from './offering.entity.js';

/** A coach with whom an offering can be booked; one who left the practice is not active. */
export interface OfferingCoachRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  readonly active: boolean;
  /** The hours it follows with them; null where the usual ones. */
  readonly scheduleId: string | null;
}

/** An offering with its coaches in the order of their slugs: what slots, booking and pages read. */
export interface OfferingRow extends Omit<Offering, 'practiceId' | 'createdAt'> {
  readonly coaches: readonly OfferingCoachRow[];
}

/** Offerings in plain columns; `where` speaks of `o` and ends with the order. */
export function selectOfferings(tx: Tx, where: string, parameters: readonly unknown[]): Promise<OfferingRow[]> {
  return tx.query<OfferingRow>(
    `SELECT o.id, o.slug, o.name, o.description, o.kind, o.duration_minutes AS "durationMinutes",
       o.start_every_minutes AS "startEveryMinutes", o.buffer_before_minutes AS "bufferBeforeMinutes",
       o.buffer_after_minutes AS "bufferAfterMinutes", o.minimum_notice_minutes AS "minimumNoticeMinutes",
       o.booking_window_days AS "bookingWindowDays", o.max_per_day AS "maxPerDay", o.max_per_week AS "maxPerWeek",
       o.seats, o.approval, o.format, o.location, o.price_minor AS "priceMinor", o.deposit_minor AS "depositMinor", o.currency,
       o.payment, o.intake_form_id AS "intakeFormId", o.active, o.revision,
       (SELECT coalesce(json_agg(json_build_object('id', c.id, 'slug', c.slug, 'name', c.name, 'timeZone', c.time_zone,
                                                   'active', m.status <> 'left', 'scheduleId', oc.schedule_id)
                                 ORDER BY c.slug COLLATE "C"), '[]')
        FROM offering_coaches oc JOIN coaches c ON c.id = oc.coach_id JOIN members m ON m.id = c.member_id
        WHERE oc.offering_id = o.id) AS coaches
     FROM offerings o ${where}`,
    parameters,
  );
}
