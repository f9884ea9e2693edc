import type pg from 'pg';
import { historiesOf, walked, type Standing } from './histories.js';
import { asAdmin } from './overlaps.js';

/** What must be so for a mail to be true: how the appointment stands, and whether the mail names its time. */
const trueWhile: Readonly<Record<string, { readonly statuses: readonly string[]; readonly namesTime: boolean }>> = {
  confirmation: { statuses: ['confirmed'], namesTime: true },
  request: { statuses: ['pending_approval'], namesTime: true },
  approved: { statuses: ['held'], namesTime: true },
  moved: { statuses: ['confirmed'], namesTime: true },
  reminder: { statuses: ['confirmed'], namesTime: true },
  declined: { statuses: ['declined'], namesTime: false },
  expired: { statuses: ['expired'], namesTime: false },
  cancellation: { statuses: ['cancelled'], namesTime: false },
};
/** From the last look at the appointment until the mail server has the mail. */
const onItsWayMs = 5_000;
const remindersThatStand = 50;

/**
 * Time passes until reminders are due: those of every appointment that does not stand as they say, and some of those that
 * do. Answers how many of either.
 */
export async function remindersFallDue(
  adminUrl: string,
  practiceId: string,
): Promise<{ readonly standing: number; readonly fallen: number }> {
  return asAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ id: string; stands: boolean }>(
      `SELECT m.id, a.status = 'confirmed' AND m.step = 'reminder:' || a.sequence AS stands
       FROM messages m JOIN appointments a ON a.practice_id = m.practice_id AND a.id = m.cause_id
       WHERE m.practice_id = $1 AND m.template = 'reminder' AND m.status = 'scheduled' ORDER BY m.id`,
      [practiceId],
    );
    const standing = rows.filter(({ stands }) => stands).slice(0, remindersThatStand);
    const fallen = rows.filter(({ stands }) => !stands);
    const ids = [...standing, ...fallen].map(({ id }) => id);
    await admin.query('UPDATE messages SET due_at = now() WHERE id = ANY($1)', [ids]);
    await admin.query(
      `UPDATE outbox SET due_at = now() WHERE practice_id = $1 AND done_at IS NULL AND payload->>'messageId' = ANY($2)`,
      [practiceId, ids],
    );
    return { standing: standing.length, fallen: fallen.length };
  });
}

/** Mails about appointments that arrived, and of them those that were not true any more when they were handed over. */
export async function mailsThatLie(
  admin: pg.Client,
  practiceId: string,
  arrived: Readonly<Record<string, number>>,
): Promise<{ readonly mails: number; readonly lies: readonly string[] }> {
  const standings = new Map(
    (await historiesOf(admin, practiceId)).map((history) => [history.id, walked(history).standings]),
  );
  const { rows } = await admin.query<{ template: string; about: string; step: string; name: string; handed: number }>(
    `SELECT m.template, m.cause_id AS about, m.step, '<' || m.message_id || '>' AS name,
       (SELECT extract(epoch FROM max(d.handed_at)) * 1000 FROM deliveries d
        WHERE d.practice_id = m.practice_id AND d.message_id = m.id)::float8 AS handed
     FROM messages m WHERE m.practice_id = $1 AND m.template = ANY($2)`,
    [practiceId, Object.keys(trueWhile)],
  );
  const came = rows.filter(({ name }) => (arrived[name] ?? 0) > 0);
  const lies = came.filter(({ about, template, step, handed }) => {
    const { statuses, namesTime } = trueWhile[template]!;
    const sequence = Number(/:(\d+)$/.exec(step)?.[1]);
    const isTrue = (one: Standing) =>
      statuses.includes(one.status) && (!namesTime || one.sequence === sequence || Number.isNaN(sequence));
    const all = standings.get(about) ?? [];
    return !all.some((one, n) => {
      const until = all[n + 1]?.since ?? Infinity;
      return isTrue(one) && one.since <= handed && until >= handed - onItsWayMs;
    });
  });
  return { mails: came.length, lies: lies.map(({ template, about }) => `${template} about ${about}`) };
}
