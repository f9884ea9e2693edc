import {
  localText,
  onTheWall,
  readWallTime,
  slotDays,
  slotsBetween,
  zoneTransitions,
  type Availability,
  type SlotRules,
} from '#scheduling';
import { slotsByReference } from '../../libs/scheduling/src/testing/slots-reference.js';
import { clockChanges, meantByTemporal, wallByTemporal, type ClockChange, type Span } from './clock-changes.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** What was looked at, and every fault that was found, in words. */
export interface ZonesOutcome {
  zones: number;
  changes: number;
  /** Lists of slots held against the slow reference. */
  lists: number;
  readonly listsApart: string[];
  /** Wall times around the changes, resolved and held against Temporal. */
  wallTimes: number;
  readonly misread: string[];
  /** Of these, the ones that do not exist or exist twice. */
  unclear: number;
  readonly guessed: string[];
  appointments: number;
  readonly displaced: string[];
}

/** Finds the starts of what can be booked at one time of every day. */
export type Offers = (availability: Availability, rules: SlotRules, range: Span) => number[];

const asOffered: Offers = (availability, rules, range) => slotsBetween(availability, [], rules, range);

/** The control: whoever takes a zone for the offset it has on its first day. */
export function byTheOffsetOf(firstDay: number): Offers {
  return ({ timeZone, weekly }, _rules, range) => {
    const offset = zoneTransitions(timeZone, { start: firstDay, end: firstDay }).offsetAt(firstDay);
    const [hours = 0, minutes = 0] = (weekly[0]?.from ?? '').split(':').map(Number);
    const starts: number[] = [];
    for (let date = Math.floor(range.start / day) * day; date < range.end; date += day)
      starts.push(date + hours * hour + minutes * minute - offset);
    return starts.filter((start) => start >= range.start && start < range.end);
  };
}

/** Looks at every clock change of these zones; the clients sit in the zone that is next in the list. */
export function lookAtZones(timeZones: readonly string[], span: Span): ZonesOutcome {
  const outcome: ZonesOutcome = {
    zones: timeZones.length,
    changes: 0,
    lists: 0,
    listsApart: [],
    wallTimes: 0,
    misread: [],
    unclear: 0,
    guessed: [],
    appointments: 0,
    displaced: [],
  };
  atEachChange(timeZones, span, (places, change) => {
    if (change.before !== change.after) outcome.changes += 1;
    compareLists(places.timeZone, change, outcome);
    readWalls(places.timeZone, change, outcome);
    keepAppointments(places, change, asOffered, outcome);
  });
  return outcome;
}

/** The appointments alone, found as `offers` says; answers the displaced ones. */
export function displacedBy(offers: Offers, timeZones: readonly string[], span: Span): string[] {
  const outcome = { appointments: 0, displaced: [] };
  atEachChange(timeZones, span, (places, change) => keepAppointments(places, change, offers, outcome));
  return outcome.displaced;
}

interface Places {
  readonly timeZone: string;
  readonly clients: string;
}

function atEachChange(
  timeZones: readonly string[],
  span: Span,
  look: (places: Places, change: ClockChange) => void,
): void {
  for (const [index, timeZone] of timeZones.entries()) {
    const clients = timeZones[(index + 1) % timeZones.length] ?? timeZone;
    const changes = clockChanges(timeZone, span);
    // A zone without changes is looked at too: on one day, as if something happened there.
    const quiet = span.start + 30 * day;
    const offset = zoneTransitions(timeZone, span).offsetAt(quiet);
    const looked = changes.length > 0 ? changes : [{ at: quiet, before: offset, after: offset }];
    for (const change of looked) look({ timeZone, clients }, change);
  }
}

const rulesAt = (now: number, more: Partial<SlotRules> = {}): SlotRules => ({
  durationMs: hour,
  startEveryMs: hour,
  bufferBeforeMs: 0,
  bufferAfterMs: 0,
  now,
  minimumNoticeMs: 0,
  bookingWindowMs: 30 * day,
  ...more,
});

const clockOf = (wall: number): string => localText(wall).slice(11, 16);

/** Open day and night, and open from the very minutes that the clock skips or repeats: both as the reference lists them. */
function compareLists(timeZone: string, change: ClockChange, outcome: ZonesOutcome): void {
  const range = { start: change.at - day, end: change.at + day };
  const now = change.at - 10 * day;
  const unclearFrom = change.at + (change.before + change.after) / 2;
  const busy = [{ start: change.at - 20 * minute, end: change.at + 25 * minute }];
  const questions: readonly [Availability, SlotRules, Span[]][] = [
    [weekly(timeZone, '00:00', '24:00'), rulesAt(now), []],
    [
      weekly(timeZone, clockOf(Math.floor(unclearFrom / minute) * minute), '24:00'),
      rulesAt(now, {
        durationMs: 15 * minute,
        startEveryMs: 10 * minute,
        bufferBeforeMs: 5 * minute,
        bufferAfterMs: 10 * minute,
      }),
      busy,
    ],
  ];
  for (const [availability, rules, taken] of questions) {
    outcome.lists += 1;
    const listed = slotsBetween(availability, taken, rules, range);
    const wanted = slotsByReference(availability, taken, rules, range);
    if (listed.length === 0 || listed.join() !== wanted.join())
      outcome.listsApart.push(`${timeZone} around ${new Date(change.at).toISOString()}`);
  }
}

const weekly = (timeZone: string, from: string, to: string): Availability => ({
  timeZone,
  weekly: [{ days: everyDay, from, to }],
  overrides: [],
});

/** Every quarter of an hour around the change, as somebody may type it. */
function readWalls(timeZone: string, change: ClockChange, outcome: ZonesOutcome): void {
  const first = change.at + Math.min(change.before, change.after) - hour;
  const last = change.at + Math.max(change.before, change.after) + hour;
  const zone = zoneTransitions(timeZone, { start: first, end: last });
  for (let wall = Math.floor(first / minute) * minute; wall <= last; wall += 15 * minute) {
    const local = localText(wall);
    const meant = meantByTemporal(local, timeZone);
    const read = readWallTime(local, timeZone);
    outcome.wallTimes += 1;
    if (zone.instantOf(wall) !== meant.compatible) outcome.misread.push(`${local} in ${timeZone}`);
    if (meant.exists !== 'once') outcome.unclear += 1;
    const [earlier, later] = read && 'choices' in read ? read.choices : [read?.instant, read?.instant];
    if (read?.exists !== meant.exists || earlier !== meant.choices[0] || later !== meant.choices[1])
      outcome.guessed.push(`${local} in ${timeZone}`);
  }
}

const times = ['00:30', '01:30', '02:30', '03:15', '10:00', '22:45'];

/**
 * A coach who works one hour at the same time of every day is booked by a client elsewhere on the days around the change: the
 * appointment must stand at that time on the coach's wall, and on the client's at the time that was shown.
 */
function keepAppointments(
  { timeZone, clients }: Places,
  change: ClockChange,
  offers: Offers,
  outcome: Pick<ZonesOutcome, 'appointments' | 'displaced'>,
): void {
  const range = { start: change.at - 2 * day, end: change.at + 2 * day };
  for (const time of times) {
    const availability = weekly(timeZone, time, clockOf(Date.parse(`1970-01-01T${time}Z`) + hour));
    // One start a day: where an hour is repeated, its second run is on the grid too, at another time.
    const starts = offers(availability, rulesAt(range.start - day, { startEveryMs: day }), range);
    const asked = { from: dateOf(range.start - 2 * day), to: dateOf(range.end + 2 * day), timeZone: clients };
    const offered = starts.map((start) => ({ start, coach: 'coach' }));
    for (const shown of slotDays(offered, hour, asked).flatMap(({ slots }) => slots)) {
      outcome.appointments += 1;
      const fault = displacement(shown, { time, timeZone, clients });
      if (fault) outcome.displaced.push(fault);
    }
  }
}

/** What is wrong with an appointment that was booked as shown, as it is read back from its stored start; null if nothing is. */
function displacement(
  shown: { readonly start: string; readonly local: string; readonly offset: string },
  { time, timeZone, clients }: Places & { readonly time: string },
): string | null {
  const stored = new Date(shown.start);
  const atCoach = onTheWall(stored, timeZone);
  const atClient = onTheWall(stored, clients);
  const there = wallByTemporal(stored.getTime(), timeZone);
  const where = `${shown.start}, ${time} in ${timeZone}`;
  if (meantByTemporal(`${there.local.slice(0, 10)}T${time}`, timeZone).compatible !== stored.getTime())
    return `${where}: ${there.local} there`;
  if (!sameWall(atCoach, there)) return `${where}: read as ${atCoach.local}`;
  if (!sameWall(atClient, shown)) return `${where}: shown as ${shown.local} in ${clients}, kept as ${atClient.local}`;
  if (!sameWall(atClient, wallByTemporal(stored.getTime(), clients)))
    return `${where}: ${atClient.local} in ${clients}`;
  return null;
}

interface OnAWall {
  readonly local: string;
  readonly offset: string;
}

const sameWall = (one: OnAWall, other: OnAWall): boolean => one.local === other.local && one.offset === other.offset;

const dateOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
