import { Injectable } from '@nestjs/common';
import { KeyStore, type Tx } from '#platform';

/** Why staff cancelled or declined, in their own words: kept for the record, sealed with the booker's key. */
@Injectable()
export class ReasonsService {
  constructor(private readonly keys: KeyStore) {}

  /** Keeps the words, where there are any. */
  async keep(tx: Tx, appointmentId: string, reason: string | undefined): Promise<void> {
    if (!reason?.trim()) return;
    const booker = await tx.one<{ clientId: string }>(
      'SELECT client_id AS "clientId" FROM attendances WHERE appointment_id = $1 ORDER BY id LIMIT 1',
      [appointmentId],
    );
    if (!booker) return;
    const sealed = await this.keys.sealFor(tx, booker.clientId, `appointments:${appointmentId}`, reason);
    await tx.query('UPDATE appointments SET sealed_reason = $2 WHERE id = $1', [appointmentId, sealed]);
  }
}
