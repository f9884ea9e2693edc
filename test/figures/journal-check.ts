import type pg from 'pg';
import { blocksOf, type Kept } from './journal-blocks.js';
import { historiesOf, keepsItsTime, walked, type Entry, type History, type Standing } from './histories.js';
import { isDone, isOpen, isRefused, type Asked } from './journal-people.js';
import type { ActName } from './journal-acts.js';
import { moneyFaults } from './money-agrees.js';

/** What a journal and a database say against each other, by kind; each in words. */
export type Contradictions = Readonly<
  Record<'lost' | 'refusedAndDone' | 'unasked' | 'overlaps' | 'walks' | 'money', readonly string[]>
>;

/** Two clocks of one machine; what was in force at a moment may have changed within the same one. */
const momentMs = 100;

interface Walked extends History {
  readonly standings: readonly Standing[];
}

/**
 * Holds a journal against the database: whatever was answered with 2xx is there as the answer said, no refusal left
 * anything, nothing happened that nobody asked for, nobody was ever in two places, and every appointment's trail is a walk of
 * the state machine, with the money where it belongs.
 */
export async function contradictions(
  admin: pg.Client,
  practiceId: string,
  asked: readonly Asked[],
): Promise<Contradictions> {
  const walks: string[] = [];
  const histories = (await historiesOf(admin, practiceId)).map((history): Walked => {
    const { standings, faults } = walked(history);
    walks.push(...faults.map((fault) => `${history.id}: ${fault}`));
    return { ...history, standings };
  });
  const byId = new Map(histories.map((one) => [one.id, one]));
  const blocks = await blocksOf(admin, practiceId, asked);
  return {
    lost: [...asked.filter(isDone).flatMap((one) => lostIn(one, byId)), ...blocks.lost],
    refusedAndDone: await refusedAndDone(admin, practiceId, asked.filter(isRefused)),
    unasked: [...unasked(histories, asked), ...blocks.unasked],
    overlaps: overlapsEver([...histories.flatMap(keptBy), ...blocks.kept]),
    walks,
    money: (await moneyFaults(admin, practiceId)).map(({ id, what }) => `${id}: ${what}`),
  };
}

/** What a 2xx said and is not so. */
function lostIn(one: Asked, byId: ReadonlyMap<string, Walked>): string[] {
  if (one.act === 'pay' || one.act === 'block' || one.act === 'unblock') return [];
  const { act, about, said, requestId } = one;
  const history = about === undefined ? undefined : byId.get(about);
  if (!history || !said) return [`${act}: ${about ?? 'no appointment'} is not there`];
  const done = history.standings.filter(({ by }) => by.actorKind !== 'system' && by.requestId === requestId);
  const then = done.at(-1);
  // What changes nothing, such as cancelling once more, tells how it stands at that moment.
  const stood = then ? [then] : inForce(history, one);
  const isSo = stood.some(
    (standing) =>
      standing.status === said.status &&
      standing.start === said.start &&
      (said.sequence === undefined || standing.sequence === said.sequence),
  );
  return isSo ? [] : [`${act}: ${about} was said to be ${said.status}${then ? '' : ', and nothing was done'}`];
}

/** How an appointment stood while somebody was answered. */
function inForce({ standings }: Walked, { sentAt, answeredAt }: Asked): Standing[] {
  return standings.filter(({ since }, n) => {
    const until = standings[n + 1]?.since ?? Infinity;
    return since <= answeredAt + momentMs && until >= sentAt - momentMs;
  });
}

/** Traces of refusals: anything that stands under their name, and people whom only they named. */
async function refusedAndDone(admin: pg.Client, practiceId: string, refused: readonly Asked[]): Promise<string[]> {
  const names = refused.flatMap(({ requestId }) => requestId ?? []);
  const emails = refused.flatMap(({ email }) => email ?? []);
  // What is over by then goes whoever asks, by the practice itself.
  const { rows: entries } = await admin.query<{ what: string }>(
    `SELECT action AS what FROM audit_entries WHERE practice_id = $1 AND actor_kind <> 'system' AND request_id = ANY($2)`,
    [practiceId, names],
  );
  const { rows: people } = await admin.query<{ what: string }>(
    `SELECT email AS what FROM clients WHERE practice_id = $1 AND email = ANY($2)`,
    [practiceId, emails],
  );
  return [...entries, ...people].map(({ what }) => what);
}

/** Which act leaves which entry. */
const leaves: Readonly<Record<string, readonly ActName[]>> = {
  'appointment.held': ['book'],
  'appointment.requested': ['book', 'book-for'],
  'appointment.confirmed': ['book', 'book-for', 'write-down', 'approve'],
  'appointment.approved': ['approve', 'book-for'],
  'appointment.rules-lifted': ['write-down'],
  'appointment.hold-extended': ['hold'],
  'appointment.rescheduled': ['move', 'move-by-staff'],
  'appointment.declined': ['decline'],
  'appointment.cancelled': ['cancel', 'cancel-by-staff'],
  'appointment.completed': ['complete'],
  'appointment.no-show': ['no-show'],
  'appointment.undone': ['undo'],
};

/** What is done without being somebody of the practice. */
const ofVisitors: ReadonlySet<ActName> = new Set(['book', 'hold', 'move', 'cancel']);

/** Entries under a name that no answer carried, and that nobody who was left without one can have asked for. */
function unasked(histories: readonly Walked[], asked: readonly Asked[]): string[] {
  const answered = new Set(asked.filter(isDone).map(({ requestId }) => requestId));
  const open = asked.filter(isOpen);
  const openOf = grouped(open, ({ about, email }) => about ?? email ?? '');
  const isOpenFor = ({ id, email }: Walked, { action, actorKind }: Entry) =>
    [...(openOf.get(id) ?? []), ...(openOf.get(email) ?? [])].some(
      ({ act }) => leaves[action]?.includes(act) && ofVisitors.has(act) === (actorKind === 'visitor'),
    );
  return histories.flatMap((history) =>
    history.entries
      .filter(({ actorKind, requestId }) => actorKind !== 'system' && !answered.has(requestId ?? undefined))
      .filter((entry) => !isOpenFor(history, entry))
      .map(({ action }) => `${history.id}: ${action}`),
  );
}

/** Pairs of appointments and blocked times that kept the same time of one coach at one moment, whenever that was; buffers included. */
function overlapsEver(all: readonly Kept[]): string[] {
  const found: string[] = [];
  for (const own of grouped(all, ({ coachId }) => coachId).values()) {
    const kept = own.toSorted((one, other) => one.from - other.from);
    for (const [n, one] of kept.entries())
      for (let next = n + 1; next < kept.length && kept[next]!.from < one.to; next += 1) {
        const other = kept[next]!;
        if (other.id !== one.id && one.since < other.until && other.since < one.until)
          found.push(`${one.id} and ${other.id}`);
      }
  }
  return found;
}

function keptBy({ id, coachId, claims, standings, start, end }: Walked): Kept[] {
  const claim = claims.find(({ kind }) => kind === 'coach');
  const [before, after] = claim ? [claim.start - claim.from, claim.to - claim.end] : [0, 0];
  return standings.flatMap((standing, n) => {
    if (!keepsItsTime(standing.status)) return [];
    const from = standing.start - before;
    const to = standing.start + (end - start) + after;
    return [{ id, coachId, from, to, since: standing.since, until: standings[n + 1]?.since ?? Infinity }];
  });
}

function grouped<Item>(items: readonly Item[], by: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = by(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
