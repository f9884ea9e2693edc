import type { TestApp } from '../support/test-app.js';
import { asAdmin } from './overlaps.js';

/*
 * What an installation waits for by the machine's own clock passes at once: its programs are the real ones, and their
 * clock cannot be set.
 */

/** The minutes after which mails that a dead worker was sending are given up. */
export async function sendingIsGivenUp(app: TestApp): Promise<void> {
  await app.sql(`UPDATE deliveries SET started_at = started_at - interval '3 minutes' WHERE ended_at IS NULL`);
}

/** The pause after which what failed is tried again. */
export async function pausesEnd(app: TestApp): Promise<void> {
  await app.sql('UPDATE outbox SET next_try_at = NULL WHERE done_at IS NULL AND failure IS NOT NULL');
}

/** The half minute after which the relay takes a row that it queued for lost. */
export async function halfAMinutePasses(app: TestApp): Promise<void> {
  await app.sql(`UPDATE outbox SET next_try_at = next_try_at - interval '31 seconds' WHERE done_at IS NULL`);
}

/** The quarter of an hour in which an appointment waits to be paid. */
export async function holdIsOver(adminUrl: string, appointmentId: string): Promise<void> {
  await asAdmin(adminUrl, (admin) =>
    admin.query(
      `UPDATE appointments SET hold_expires_at = now() - interval '1 second' WHERE id = $1 AND status = 'held'`,
      [appointmentId],
    ),
  );
}
