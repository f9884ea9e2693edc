import type pg from 'pg';

/** One entry of the audit about an appointment. */
export interface Entry {
  readonly at: number;
  readonly action: string;
  readonly actorKind: string;
  readonly requestId: string | null;
}

/** How an appointment stood from one moment on. */
export interface Standing {
  readonly since: number;
  readonly status: string;
  readonly start: number;
  readonly sequence: number;
  /** What brought it there. */
  readonly by: Entry;
}

/** An appointment with everything the database says of how it came to stand as it does. */
export interface History {
  readonly id: string;
  readonly coachId: string;
  /** The address of whoever it was booked for. */
  readonly email: string;
  readonly status: string;
  readonly sequence: number;
  readonly start: number;
  readonly end: number;
  /** Its former starts, in their order, each with the sequence it had then. */
  readonly moves: readonly { readonly sequence: number; readonly from: number }[];
  readonly entries: readonly Entry[];
  readonly claims: readonly {
    readonly kind: string;
    readonly start: number;
    readonly end: number;
    readonly from: number;
    readonly to: number;
    readonly live: boolean;
  }[];
}

const live: ReadonlySet<string> = new Set(['held', 'pending_approval', 'confirmed', 'completed', 'no_show']);

/** Whether an appointment that stands so keeps its time. */
export const keepsItsTime = (status: string): boolean => live.has(status);

/**
 * The state machine as it is agreed on, written down once more: whoever checks the code may not ask the code. Each act with
 * the states it may begin from, where 'nothing' is before there was an appointment; and where it leads, if anywhere.
 */
const acts: Readonly<
  Record<string, { readonly from: readonly string[]; readonly to?: string; readonly moves?: true }>
> = {
  'appointment.held': { from: ['nothing'], to: 'held' },
  'appointment.requested': { from: ['nothing'], to: 'pending_approval' },
  'appointment.confirmed': { from: ['nothing', 'held', 'pending_approval'], to: 'confirmed' },
  'appointment.approved': { from: ['pending_approval'], to: 'held' },
  'appointment.hold-extended': { from: ['held'] },
  'appointment.declined': { from: ['pending_approval'], to: 'declined' },
  'appointment.expired': { from: ['held', 'pending_approval'], to: 'expired' },
  'appointment.cancelled': { from: ['held', 'pending_approval', 'confirmed'], to: 'cancelled' },
  'appointment.completed': { from: ['confirmed'], to: 'completed' },
  'appointment.no-show': { from: ['confirmed'], to: 'no_show' },
  'appointment.re-seated': { from: ['expired'], to: 'confirmed' },
  'appointment.rescheduled': { from: ['confirmed', 'pending_approval'], moves: true },
};
const takesBack = ['completed', 'no_show', 'cancelled'];

interface Led {
  readonly status: string;
  /** Whether the appointment changes its time by it. */
  readonly moves: boolean;
}

/** What an act may make of a state; nothing where it may not be. */
function led(status: string, action: string): readonly Led[] {
  // Taken back is what was done last: an end, a move, or the booking itself.
  if (action === 'appointment.undone') {
    if (takesBack.includes(status)) return [{ status: 'confirmed', moves: false }];
    const booking = { status: 'cancelled', moves: false };
    if (status === 'confirmed') return [{ status, moves: true }, booking];
    return status === 'held' ? [booking] : [];
  }
  const act = acts[action];
  if (!act) return status === 'nothing' ? [] : [{ status, moves: false }];
  return act.from.includes(status) ? [{ status: act.to ?? status, moves: act.moves === true }] : [];
}

/** How an appointment stood from its first entry to its last, and what of that is no walk of the state machine. */
export function walked(history: History): {
  readonly standings: readonly Standing[];
  readonly faults: readonly string[];
} {
  const standings = walk(history, history.entries, [], { status: 'nothing', sequence: 0 });
  if (!standings) {
    const way = history.entries.map(({ action }) => action.replace('appointment.', '')).join(', ');
    return { standings: [], faults: [`no walk: ${way}`] };
  }
  const last = standings.at(-1);
  const faults = [
    last?.status === history.status ? '' : `${history.status}, and its trail ends as ${last?.status ?? 'nothing'}`,
    last?.sequence === history.sequence && history.moves.length === history.sequence
      ? ''
      : `sequence ${history.sequence} after ${history.moves.length} former times and ${last?.sequence ?? 0} moves`,
    history.moves.every(({ sequence }, n) => sequence === n) ? '' : 'former times that were counted wrong',
    ...claimFaults(history),
  ];
  return { standings, faults: faults.filter((fault) => fault !== '') };
}

/** Entries of one millisecond may have been made by two processes, and then stand in any order. */
function walk(
  history: History,
  left: readonly Entry[],
  so: readonly Standing[],
  { status, sequence }: { status: string; sequence: number },
): readonly Standing[] | null {
  const [first] = left;
  if (!first) {
    const fits = status === history.status && sequence === history.sequence;
    return fits || !isTakenBack(so) ? so : null;
  }
  for (const entry of left.filter(({ at }) => at === first.at))
    for (const next of led(status, entry.action)) {
      const now = { status: next.status, sequence: sequence + (next.moves ? 1 : 0) };
      const start = history.moves[now.sequence]?.from ?? history.start;
      const standing = { ...now, since: entry.at, start, by: entry };
      const rest = left.filter((one) => one !== entry);
      const whole = walk(history, rest, [...so, standing], now);
      if (whole) return whole;
    }
  return null;
}

/** What was taken back may have been one of two things: how it stands in the end says which. */
const isTakenBack = (standings: readonly Standing[]): boolean =>
  standings.some(({ by }) => by.action === 'appointment.undone');

function claimFaults({ claims, status, start, end }: History): string[] {
  const own = claims.filter(({ kind }) => kind === 'coach');
  if (own.length !== 1) return [`${own.length} claims on its coach`];
  const [claim] = own;
  if (claim!.live !== keepsItsTime(status)) return [`${status}, and its claim is ${claim!.live ? '' : 'not '}live`];
  return claim!.start === start && claim!.end === end ? [] : ['a claim at another time'];
}

const ms = (instant: string) => `(extract(epoch FROM ${instant}) * 1000)::float8`;

/** Every appointment of a practice, or these, with its history. */
export async function historiesOf(
  admin: pg.Client,
  practiceId: string,
  ids: readonly string[] | null = null,
): Promise<History[]> {
  const { rows } = await admin.query<History>(
    `SELECT a.id, a.coach_id AS "coachId", (SELECT c.email FROM attendances t JOIN clients c ON c.practice_id = t.practice_id AND c.id = t.client_id
         WHERE t.practice_id = a.practice_id AND t.appointment_id = a.id ORDER BY t.id LIMIT 1) AS email, a.status, a.sequence, ${ms('a.start_at')} AS start, ${ms('a.end_at')} AS "end",
       coalesce((SELECT json_agg(json_build_object('sequence', m.sequence, 'from', ${ms('m.from_start_at')}) ORDER BY m.sequence)
         FROM appointment_moves m WHERE m.practice_id = a.practice_id AND m.appointment_id = a.id), '[]') AS moves,
       coalesce((SELECT json_agg(json_build_object('at', ${ms('e.at')}, 'action', e.action, 'actorKind', e.actor_kind,
           'requestId', e.request_id) ORDER BY e.id)
         FROM audit_entries e WHERE e.practice_id = a.practice_id AND e.subject_id = a.id), '[]') AS entries,
       coalesce((SELECT json_agg(json_build_object('kind', c.resource_kind, 'start', ${ms('c.start_at')}, 'end', ${ms('c.end_at')},
           'from', ${ms('lower(c.blocked)')}, 'to', ${ms('upper(c.blocked)')}, 'live', c.live))
         FROM time_claims c WHERE c.practice_id = a.practice_id AND c.appointment_id = a.id), '[]') AS claims
     FROM appointments a WHERE a.practice_id = $1 AND ($2::uuid[] IS NULL OR a.id = ANY($2)) ORDER BY a.id`,
    [practiceId, ids],
  );
  return rows;
}
