import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';

/** What something said in private belongs to: a case, or, where there is none, who asked for it and about which appointment. */
export interface PrivatePlace {
  readonly caseId: string | null;
  /** The member who asked. */
  readonly askedBy?: string | null;
  readonly appointmentId?: string | null;
}

/**
 * Who may read what was said in private: the coach it was said to. A key that a member made reads what that member may;
 * the key that came with the practice reads what its scopes name, which the door has checked. The rule stands in the
 * database, which holds every query to it.
 */
@Injectable()
export class CaseAccess {
  /** Inside a case its coach; outside, the member who asked and the coach of the appointment it was asked about. */
  async mayReadPrivate(tx: Tx, { caseId, askedBy = null, appointmentId = null }: PrivatePlace): Promise<boolean> {
    const row = await tx.one<{ may: boolean }>('SELECT reads_private($1, $2, $3) AS may', [
      caseId,
      askedBy,
      appointmentId,
    ]);
    return row?.may === true;
  }
}
