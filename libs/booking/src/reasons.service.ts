import { Injectable } from '@nestjs/common';
import { CaseAccess } from '#clients';
import { KeyErased, KeyStore, type Tx } from '#platform';

/** Why staff cancelled or declined; why they lifted the rules of booking. */
export type ReasonKind = 'ending' | 'override';

const columns = { ending: 'sealed_reason', override: 'sealed_override' } as const;

/** What staff wrote for the record, in their own words: sealed with the booker's key, for those who read what is private. */
@Injectable()
export class ReasonsService {
  constructor(
    private readonly keys: KeyStore,
    private readonly access: CaseAccess,
  ) {}

  /** Keeps the words, where there are any. The key's person stays beside them, whoever the booker turns out to be. */
  async keep(tx: Tx, appointmentId: string, kind: ReasonKind, words: string | undefined): Promise<void> {
    if (!words?.trim()) return;
    const row = await tx.one<{ personId: string }>(
      `SELECT coalesce(a.reasons_of, (SELECT t.client_id FROM attendances t WHERE t.appointment_id = a.id ORDER BY t.id LIMIT 1))
         AS "personId" FROM appointments a WHERE a.id = $1`,
      [appointmentId],
    );
    if (!row) return;
    const sealed = await this.keys.sealFor(tx, row.personId, placeOf(appointmentId, kind), words);
    await tx.query(`UPDATE appointments SET ${columns[kind]} = $2, reasons_of = $3 WHERE id = $1`, [
      appointmentId,
      sealed,
      row.personId,
    ]);
  }

  /** What was written for a step that is not to be taken after all goes. */
  async forget(tx: Tx, appointmentId: string, kind: ReasonKind): Promise<void> {
    await tx.query(`UPDATE appointments SET ${columns[kind]} = NULL WHERE id = $1`, [appointmentId]);
  }

  /** The words as they were written; none to whoever may not read what is private in this case, or after an erasure. */
  async read(tx: Tx, appointmentId: string): Promise<Partial<Record<ReasonKind, string>>> {
    const row = await tx.one<{ caseId: string; personId: string | null } & Record<ReasonKind, Buffer | null>>(
      `SELECT case_id AS "caseId", reasons_of AS "personId", sealed_reason AS ending, sealed_override AS override
       FROM appointments WHERE id = $1`,
      [appointmentId],
    );
    if (!row?.personId || !(await this.access.mayReadPrivate(tx, { caseId: row.caseId, appointmentId }))) return {};
    const words: Partial<Record<ReasonKind, string>> = {};
    for (const kind of ['ending', 'override'] as const) {
      const opened = row[kind] && (await this.open(tx, row.personId, placeOf(appointmentId, kind), row[kind]));
      if (opened) words[kind] = opened;
    }
    return words;
  }

  private async open(tx: Tx, personId: string, place: ReturnType<typeof placeOf>, sealed: Buffer) {
    try {
      return await this.keys.unsealFor(tx, personId, place, sealed);
    } catch (error) {
      if (error instanceof KeyErased) return null;
      throw error;
    }
  }
}

/** What sealed words are bound to. */
const placeOf = (appointmentId: string, kind: ReasonKind) => `appointments:${kind}:${appointmentId}` as const;
