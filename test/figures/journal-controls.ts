import type pg from 'pg';
import { contradictions, type Contradictions } from './journal-check.js';
import { mailsThatLie } from './journal-mails.js';
import { isRefused, type Asked } from './journal-people.js';
import type { MortalInstallation } from './mortal-installation.js';
import { onceBroken } from './once-broken.js';
import { asAdmin } from './overlaps.js';
import { ledgerDifference } from './two-books.js';

type Breaking = readonly [string, (readonly unknown[])?];

/** How each kind of contradiction is made by hand. */
function breakings(practiceId: string, asked: readonly Asked[]): Readonly<Record<keyof Contradictions, Breaking>> {
  const refused = asked.findLast((one) => isRefused(one) && one.email !== undefined)?.email;
  const one = (condition: string) =>
    `(SELECT a.id FROM appointments a WHERE a.practice_id = $1 AND ${condition} ORDER BY a.id LIMIT 1)`;
  const booked = `(SELECT e.id FROM audit_entries e WHERE e.practice_id = $1 AND e.action = 'appointment.confirmed'
    AND e.actor_kind = 'visitor' ORDER BY e.id LIMIT 1)`;
  return {
    lost: [`DELETE FROM appointments WHERE id = ${one(`a.status = 'confirmed'`)}`, [practiceId]],
    refusedAndDone: [
      `UPDATE clients SET email = $2 WHERE id = (SELECT client_id FROM attendances WHERE practice_id = $1 LIMIT 1)`,
      [practiceId, refused],
    ],
    unasked: [`UPDATE audit_entries SET request_id = 'nobody' WHERE id = ${booked}`, [practiceId]],
    overlaps: [
      `UPDATE appointments a SET start_at = o.start_at, end_at = o.end_at FROM appointments o
       WHERE a.id = ${one(`a.status = 'confirmed' AND a.sequence = 0`)} AND o.practice_id = a.practice_id AND o.coach_id = a.coach_id
         AND o.id = (SELECT x.id FROM appointments x WHERE x.practice_id = $1 AND x.status = 'confirmed' AND x.sequence = 0
                     AND x.coach_id = a.coach_id AND x.id > a.id ORDER BY x.id LIMIT 1)`,
      [practiceId],
    ],
    walks: [
      `UPDATE appointments SET status = 'completed' WHERE id = ${one(`a.status = 'cancelled' AND NOT a.taken_back`)}`,
      [practiceId],
    ],
    money: [
      `UPDATE payments SET paid_at = NULL WHERE practice_id = $1 AND cause_id IN
         (SELECT id FROM appointments WHERE practice_id = $1) AND paid_at IS NOT NULL`,
      [practiceId],
    ],
  };
}

/** The controls: how many more of each kind are seen once one was made by hand; and of two books, and mails. */
export async function contradictionsSeen(
  { adminUrl, provider, mailbox }: Pick<MortalInstallation, 'adminUrl' | 'provider' | 'mailbox'>,
  practiceId: string,
  asked: readonly Asked[],
): Promise<{ readonly kind: string; readonly count: number }[]> {
  const all = (admin: pg.Client) => contradictions(admin, practiceId, asked);
  const before = await asAdmin(adminUrl, all);
  const seen: { kind: string; count: number }[] = [];
  for (const [kind, breaking] of Object.entries(breakings(practiceId, asked)) as [keyof Contradictions, Breaking][]) {
    const after = await onceBroken(adminUrl, breaking, all);
    seen.push({ kind, count: after[kind].length - before[kind].length });
  }
  const dropsOne = 'DELETE FROM payments WHERE id = (SELECT id FROM payments WHERE paid_at IS NOT NULL LIMIT 1)';
  seen.push({
    kind: 'ledger',
    count: await onceBroken(adminUrl, [dropsOne], (admin) => ledgerDifference(admin, provider)),
  });
  const arrived = mailbox.counts();
  if (Object.keys(arrived).length === 0) return seen;
  const about = `(SELECT id FROM appointments WHERE practice_id = $1 AND status = 'declined' LIMIT 1)`;
  const lies: Breaking = [
    `UPDATE messages SET cause_id = ${about} WHERE practice_id = $1 AND template = 'confirmation' AND status = 'sent'`,
    [practiceId],
  ];
  const heard = await onceBroken(adminUrl, lies, (admin) => mailsThatLie(admin, practiceId, arrived));
  return [...seen, { kind: 'mailsThatLie', count: heard.lies.length }];
}
