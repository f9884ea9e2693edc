import { Injectable } from '@nestjs/common';
import type { ContactLevel, SafeContactPut, SafeContactView, SenderLabel, SubjectLine } from '#contracts';
import { StaleRevision, type Tx } from '#platform';
import { endForAnother } from './domain/quiet-of-another.js';

/** What a person said about being contacted. `none` means: send nothing at all. */
export interface ContactRules {
  readonly level: ContactLevel;
  /** Wall times `HH:mm` in the zone the person meant them in, between which nothing is sent; null for any time. */
  readonly quiet: { readonly from: string; readonly to: string; readonly timeZone: string } | null;
  /** Keys of neutral lists; null for the usual sender, and each mail's own subject. */
  readonly sender: SenderLabel | null;
  readonly subject: SubjectLine | null;
}

/** The rules for whoever has said nothing. */
export const openContact: ContactRules = { level: 'discreet', quiet: null, sender: null, subject: null };

/** The rules for whoever was not asked yet whether they may be written to at all. */
export const briefContact: ContactRules = { ...openContact, level: 'time_only' };

interface RulesRow {
  level: ContactLevel;
  from: string | null;
  to: string | null;
  sender: SenderLabel | null;
  subject: SubjectLine | null;
  timeZone: string | null;
  /** Set by this very person, or by the one they may turn out to be. */
  isTheirOwn: boolean;
}

interface SettingsRow {
  level: ContactLevel | null;
  from: string | null;
  to: string | null;
  sender: SenderLabel | null;
  subject: SubjectLine | null;
  revision: number | null;
  timeZone: string;
}

/** How, when and how openly a person may be contacted; who said nothing is written to discreetly, at any time. */
@Injectable()
export class SafeContactService {
  /**
   * The rules for a mail to this person. Whoever only typed a name and an address is written to as the client they may turn
   * out to be. Of somebody else with that mailbox they keep the care, but not that nothing is sent, nor quiet hours of
   * more than half a day: else one of two who share it could shut the other out.
   */
  async rules(tx: Tx, clientId: string): Promise<ContactRules> {
    const row = await tx.one<RulesRow>(
      `SELECT s.level, s.quiet_from AS "from", s.quiet_to AS "to", s.sender, s.subject, s.quiet_zone AS "timeZone",
              o.id = c.id OR lower(o.name) = lower(c.name) AS "isTheirOwn"
       FROM clients c
       JOIN clients o ON o.id = c.id
         OR (c.confirmed_at IS NULL AND o.email = c.email AND o.confirmed_at IS NOT NULL AND o.merged_into IS NULL)
       JOIN safe_contacts s ON s.client_id = o.id
       WHERE c.id = coalesce((SELECT merged_into FROM clients WHERE id = $1), $1)
       ORDER BY o.id <> c.id, lower(o.name) <> lower(c.name),
                array_position(ARRAY['none', 'time_only', 'discreet'], s.level) LIMIT 1`,
      [clientId],
    );
    if (!row) return openContact;
    const { from, to, timeZone, sender, subject, isTheirOwn } = row;
    const level = row.level === 'none' && !isTheirOwn ? 'time_only' : row.level;
    const quiet = from && to && timeZone ? { from, to: isTheirOwn ? to : endForAnother({ from, to }), timeZone } : null;
    return { level, quiet, sender, subject };
  }

  /** The same as the person sets it. */
  async profile(tx: Tx, clientId: string): Promise<SafeContactView> {
    const row = await this.read(tx, clientId);
    return {
      level: row?.level ?? 'discreet',
      quietHours: row?.from && row.to ? { from: row.from, to: row.to } : null,
      sender: row?.sender ?? null,
      subject: row?.subject ?? null,
      timeZone: row?.timeZone ?? 'Etc/UTC',
      revision: row?.revision ?? 0,
    };
  }

  /** Sets all of it at once; holds from the next mail on, for those that are planned already too. Throws StaleRevision. */
  async set(tx: Tx, clientId: string, wanted: SafeContactPut): Promise<SafeContactView> {
    const { level, quietHours, sender, subject, timeZone, revision } = wanted;
    // The zone that they read beside their hours is the one they mean, whatever staff keep as theirs since.
    const quietZone = quietHours && (timeZone ?? (await this.profile(tx, clientId)).timeZone);
    const [changed] = await tx.query(
      `INSERT INTO safe_contacts AS known (client_id, level, quiet_from, quiet_to, sender, subject, quiet_zone)
       SELECT $1, $2, $3, $4, $5, $6, $8 WHERE $7 = 0 OR EXISTS (SELECT 1 FROM safe_contacts WHERE client_id = $1)
       ON CONFLICT (practice_id, client_id) DO UPDATE
         SET level = $2, quiet_from = $3, quiet_to = $4, sender = $5, subject = $6, quiet_zone = $8,
             revision = known.revision + 1
         WHERE known.revision = $7 RETURNING 1`,
      [clientId, level, quietHours?.from ?? null, quietHours?.to ?? null, sender, subject, revision, quietZone],
    );
    if (!changed) throw new StaleRevision((await this.profile(tx, clientId)).revision);
    tx.audit('safe-contact.changed', clientId);
    if (timeZone !== undefined) await this.moveTo(tx, clientId, timeZone);
    return this.profile(tx, clientId);
  }

  /** The person lives by another clock from here on. */
  private async moveTo(tx: Tx, clientId: string, timeZone: string): Promise<void> {
    const moved = await tx.query(
      `UPDATE clients SET time_zone = $2, revision = revision + 1
       WHERE id = coalesce((SELECT merged_into FROM clients WHERE id = $1), $1) AND time_zone <> $2 RETURNING id`,
      [clientId, timeZone],
    );
    if (moved.length > 0) tx.audit('client.changed', clientId);
  }

  private read(tx: Tx, clientId: string): Promise<SettingsRow | null> {
    return tx.one<SettingsRow>(
      `SELECT s.level, s.quiet_from AS "from", s.quiet_to AS "to", s.sender, s.subject, s.revision,
              coalesce(s.quiet_zone, c.time_zone) AS "timeZone"
       FROM clients c LEFT JOIN safe_contacts s ON s.client_id = c.id
       WHERE c.id = coalesce((SELECT merged_into FROM clients WHERE id = $1), $1)`,
      [clientId],
    );
  }
}
