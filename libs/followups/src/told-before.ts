import type { Tx } from '#platform';
import type { Message } from './message.entity.js';

/** What tells its reader when an appointment is. */
const tellsTheTime = [
  ...['confirmation', 'series', 'reminder', 'moved', 'restored'],
  ...['coach-booked', 'coach-series', 'coach-moved', 'coach-restored'],
];

/** Which messages `m` are about an appointment, alone or with others. */
export const isAbout = (appointment: string): string =>
  `(m.cause_id = ${appointment} OR m.id IN (SELECT o.message_id FROM told_appointments o WHERE o.appointment_id = ${appointment}))`;

/**
 * When its reader believes an appointment to be, by the last word about it that may have reached them; null where none
 * has. The times between that were told to nobody do not count.
 */
export async function toldBefore(tx: Tx, { id, causeId, clientId, memberId }: Message): Promise<Date | null> {
  const row = await tx.one<{ startAt: Date }>(
    `SELECT coalesce(v.from_start_at, a.start_at) AS "startAt"
     FROM (SELECT max(substring(m.step from '[0-9]+$')::int) AS sequence FROM messages m
           WHERE ${isAbout('$1')} AND m.id <> $2 AND m.client_id IS NOT DISTINCT FROM $3 AND m.member_id IS NOT DISTINCT FROM $4
             AND m.template = ANY($5)
             AND (m.status IN ('sending', 'handed', 'sent', 'outcome_unknown')
                  OR EXISTS (SELECT 1 FROM deliveries d WHERE d.message_id = m.id AND d.outcome = 'unknown'))) told
     JOIN appointments a ON a.id = $1
     LEFT JOIN appointment_moves v ON v.appointment_id = a.id AND v.sequence = told.sequence
     WHERE told.sequence IS NOT NULL`,
    [causeId, id, clientId, memberId, tellsTheTime],
  );
  return row?.startAt ?? null;
}
