import { Injectable } from '@nestjs/common';
import { newId, type Tx } from '#platform';

/** A person's stop on automation. */
@Injectable()
export class BrakeService {
  /**
   * Whether this person stopped everything, or this case. What a client stopped as a whole is stopped too for whoever only
   * typed their name and address, since they may turn out to be them.
   */
  async isPulled(tx: Tx, clientId: string, caseId?: string): Promise<boolean> {
    if (await this.isOwn(tx, clientId, caseId)) return true;
    const row = await tx.one(
      `SELECT 1 FROM clients c JOIN clients o ON o.email = c.email AND lower(o.name) = lower(c.name)
         AND o.confirmed_at IS NOT NULL AND o.merged_into IS NULL
       JOIN brakes b ON b.client_id = o.id AND b.case_id IS NULL AND b.released_at IS NULL
       WHERE c.id = $1 AND c.confirmed_at IS NULL LIMIT 1`,
      [clientId],
    );
    return row !== null;
  }

  async pull(tx: Tx, clientId: string, caseId?: string): Promise<void> {
    if (await this.isOwn(tx, clientId, caseId)) return;
    const id = newId();
    await tx.query('INSERT INTO brakes (id, client_id, case_id, pulled_at) VALUES ($1, $2, $3, $4)', [
      id,
      clientId,
      caseId ?? null,
      tx.now(),
    ]);
    tx.audit('brake.pulled', id);
  }

  async release(tx: Tx, clientId: string, caseId?: string): Promise<void> {
    const released = await tx.query<{ id: string }>(
      `UPDATE brakes SET released_at = $3 WHERE client_id = $1 AND case_id IS NOT DISTINCT FROM $2 AND released_at IS NULL
       RETURNING id`,
      [clientId, caseId ?? null, tx.now()],
    );
    for (const { id } of released) tx.audit('brake.released', id);
  }

  private async isOwn(tx: Tx, clientId: string, caseId?: string): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 FROM brakes WHERE client_id = $1 AND released_at IS NULL AND (case_id IS NULL OR case_id = $2) LIMIT 1`,
      [clientId, caseId ?? null],
    );
    return row !== null;
  }
}
