import { newId, type Tx } from '#platform';
import { insertAppointment, type NewAppointment } from '../appointment.store.js';
import { defaultPolicy } from '../domain/cancellation-policy.js';
import { SlotTaken } from '../scheduling.errors.js';
import { lockCalendars } from '../slot.store.js';

/** What an appointment may claim beside its coach: the schema knows rooms and numbered seats before anything offers them. */
export interface OtherResource {
  readonly kind: 'room' | 'seat';
  readonly id: string;
}

/** An appointment that needs more than its coach. */
export type ClaimsSeveral = Pick<NewAppointment, 'caseId' | 'offeringId' | 'coachId' | 'clientId' | 'start' | 'end'> & {
  readonly others: readonly OtherResource[];
};

/**
 * Claims a coach and other resources for one appointment, by the very steps a booking takes: everything that it needs is
 * locked in one order for everybody, then all of it is claimed or nothing. Throws SlotTaken.
 */
export async function claimSeveral(tx: Tx, { others, ...wanted }: ClaimsSeveral): Promise<void> {
  await lockCalendars(tx, [wanted.coachId, ...others.map(({ id }) => id)]);
  const { start, end, offeringId } = wanted;
  const id = newId();
  const claimed = await insertAppointment(tx, {
    ...wanted,
    ...{ id, attendanceId: newId(), claimId: newId(), name: 'Kim', timeZone: 'Etc/UTC' },
    ...{ blockedFrom: start, blockedTo: end, status: 'confirmed', source: null, policy: defaultPolicy },
    ...{
      heldAt: null,
      holdExpiresAt: null,
      answerDueAt: null,
      scheduleId: null,
      format: null,
      bookedBy: 'practice',
      series: null,
    },
  });
  if (!claimed) throw new SlotTaken();
  tx.audit('appointment.confirmed', id);
  const more = await tx.query(
    `INSERT INTO time_claims (id, resource_kind, resource_id, appointment_id, offering_id, start_at, end_at, blocked, live)
     SELECT o.id, o.kind, o.resource, $4, $5, $6, $7, tstzrange($6, $7), true
     FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS o (id, kind, resource) ON CONFLICT DO NOTHING RETURNING id`,
    [
      others.map(() => newId()),
      others.map(({ kind }) => kind),
      others.map((one) => one.id),
      id,
      offeringId,
      start,
      end,
    ],
  );
  if (more.length < others.length) throw new SlotTaken();
}
