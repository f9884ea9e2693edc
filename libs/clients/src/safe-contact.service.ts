import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';

/** What a person said about being contacted. `none` means: send nothing at all. */
export interface ContactRules {
  readonly level: 'discreet' | 'time_only' | 'none';
  /** Wall times `HH:mm` in the person's own zone between which nothing is sent; null for any time. */
  readonly quiet: { readonly from: string; readonly to: string; readonly timeZone: string } | null;
}

/** How, when and how openly a person may be contacted; who said nothing is written to discreetly, at any time. */
@Injectable()
export class SafeContactService {
  async rules(tx: Tx, clientId: string): Promise<ContactRules> {
    const row = await tx.one<{
      level: ContactRules['level'] | null;
      from: string | null;
      to: string | null;
      timeZone: string;
    }>(
      `SELECT s.level, s.quiet_from AS "from", s.quiet_to AS "to", c.time_zone AS "timeZone"
       FROM clients c LEFT JOIN safe_contacts s ON s.client_id = c.id
       WHERE c.id = coalesce((SELECT merged_into FROM clients WHERE id = $1), $1)`,
      [clientId],
    );
    const quiet = row?.from && row.to ? { from: row.from, to: row.to, timeZone: row.timeZone } : null;
    return { level: row?.level ?? 'discreet', quiet };
  }
}
