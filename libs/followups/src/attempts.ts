import { machineTime, newId, type Tx } from '#platform';
import { Delivery } from './message.entity.js';

/*
 * The attempts at handing one message over, as rows. Their times are the machine's own: they only tell whether the worker
 * that began is still at it.
 */

/** The newest, if there was any. */
export function lastAttempt(tx: Tx, messageId: string): Promise<Delivery | null> {
  return tx
    .repository(Delivery)
    .findOne({ where: { practiceId: tx.practiceId, messageId }, order: { attempt: 'DESC' } });
}

/** One more, after the last; answers its id. */
export async function beginAttempt(tx: Tx, messageId: string, last: Delivery | null): Promise<string> {
  const id = newId();
  await tx.repository(Delivery).insert({
    practiceId: tx.practiceId,
    id,
    messageId,
    attempt: (last?.attempt ?? 0) + 1,
    startedAt: machineTime(),
  });
  return id;
}

/** Its last bytes are about to leave; false where it was given up meanwhile. */
export async function handAttempt(tx: Tx, id: string): Promise<boolean> {
  const open = await tx.query('UPDATE deliveries SET handed_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING id', [
    id,
    machineTime(),
  ]);
  return open.length > 0;
}

/** False where it had ended already. */
export async function endAttempt(tx: Tx, id: string, outcome: NonNullable<Delivery['outcome']>): Promise<boolean> {
  const ended = await tx.query(
    'UPDATE deliveries SET ended_at = $2, outcome = $3 WHERE id = $1 AND ended_at IS NULL RETURNING id',
    [id, machineTime(), outcome],
  );
  return ended.length > 0;
}

/** How many copies may have left. */
export async function copiesHanded(tx: Tx, messageId: string): Promise<number> {
  const row = await tx.one<{ handed: number }>(
    'SELECT count(*)::int AS handed FROM deliveries WHERE message_id = $1 AND handed_at IS NOT NULL',
    [messageId],
  );
  return row?.handed ?? 0;
}

/** Whether one of them may have arrived without anybody knowing. */
export async function isInDoubt(tx: Tx, messageId: string): Promise<boolean> {
  return (
    (await tx.one(`SELECT 1 FROM deliveries WHERE message_id = $1 AND outcome = 'unknown' LIMIT 1`, [messageId])) !==
    null
  );
}
