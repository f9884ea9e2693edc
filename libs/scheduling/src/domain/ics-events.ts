import type { IcsLine } from './ics-lines.js';
import { icsLines } from './ics-lines.js';
import { icsDuration, icsTime, type IcsDuration, type IcsTime, type ZoneReading } from './ics-time.js';

/** What an entry of a calendar file says of time; its title, place and people are never read. */
export interface IcsEntry {
  readonly uid: string;
  readonly start: IcsTime;
  readonly end: IcsTime | undefined;
  readonly duration: IcsDuration | undefined;
  readonly rules: readonly string[];
  readonly more: readonly (IcsTime & { readonly until?: IcsTime | IcsDuration })[];
  readonly except: readonly IcsTime[];
  /** The occurrence of a series that this entry stands for. */
  readonly replaces: IcsTime | undefined;
  /** Called off, or shown as free. */
  readonly keepsFree: boolean;
}

/** A stretch that a published free/busy list calls busy. */
export interface IcsStretch {
  readonly start: IcsTime;
  readonly until: IcsTime | IcsDuration;
}

/** What `icsEntries` comes upon: an entry, a stretch, one of a kind that cannot be read, or nothing yet. */
export type IcsFind = { entry: IcsEntry } | { stretch: IcsStretch } | 'entry-not-readable' | 'whole' | null;

const names: ReadonlySet<string> = new Set([
  'BEGIN',
  'END',
  'UID',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'TRANSP',
  'STATUS',
  'FREEBUSY',
  'X-MICROSOFT-CDO-BUSYSTATUS',
]);

/** No entry needs more characters than these to say when it is. */
const mostText = 131_072;

/** The entries of a calendar file, one after another; `whole` stands where the file ends as it should. */
export function* icsEntries(text: string, zones: ZoneReading): Generator<IcsFind> {
  const inside: string[] = [];
  let lines: IcsLine[] = [];
  let size = 0;
  for (const line of icsLines(text, names)) {
    yield null;
    if (!line) continue;
    const component = line.value.toUpperCase();
    if (line.name === 'BEGIN') {
      inside.push(component);
      if (component === 'VEVENT') [lines, size] = [[], 0];
    } else if (line.name === 'END') {
      if (inside.pop() !== component) return;
      if (component === 'VEVENT') {
        yield size > mostText ? 'entry-not-readable' : yield* readEntry(lines, zones);
        // One that stands for all that follow too counts for itself alone, and that is told.
        if (lines.some(({ name, parameters }) => name === 'RECURRENCE-ID' && parameters.has('RANGE')))
          yield 'entry-not-readable';
      }
      if (component === 'VCALENDAR' && inside.length === 0) yield 'whole';
    } else if (inside.at(-1) === 'VEVENT') {
      size += line.length;
      if (size <= mostText) lines.push(line);
    } else if (inside.at(-1) === 'VFREEBUSY' && line.name === 'FREEBUSY') {
      if (!/^FREE$/i.test(line.parameters.get('FBTYPE') ?? 'BUSY'))
        for (const period of line.value.split(',')) yield readStretch(line, period, zones);
    }
  }
}

/** In small steps, since one entry may name thousands of times. */
function* readEntry(lines: readonly IcsLine[], zones: ZoneReading): Generator<null, IcsFind> {
  const all = (name: string) => lines.filter((line) => line.name === name);
  const first = (name: string) => lines.find((line) => line.name === name);
  const time = (name: string) => {
    const line = first(name);
    return line && icsTime(line, zones);
  };
  const says = (name: string, value: RegExp) => value.test(first(name)?.value ?? '');

  const keepsFree =
    says('TRANSP', /^TRANSPARENT$/i) || says('STATUS', /^CANCELLED$/i) || says('X-MICROSOFT-CDO-BUSYSTATUS', /^FREE$/i);
  const start = time('DTSTART') ?? (keepsFree ? time('RECURRENCE-ID') : undefined);
  const more = yield* listed(all('RDATE'), (line, value) => readMore(line, value, zones));
  const except = yield* listed(all('EXDATE'), (line, value) => icsTime(line, zones, value));
  const [end, replaces] = [time('DTEND'), time('RECURRENCE-ID')];
  const duration = icsDuration(first('DURATION')?.value ?? '');
  const isRead = (name: string, value: unknown) => value !== undefined || !first(name);
  if (!start || !more || !except || !isRead('DTEND', end)) return 'entry-not-readable';
  if (!isRead('RECURRENCE-ID', replaces) || !isRead('DURATION', duration)) return 'entry-not-readable';
  const rules = all('RRULE').map(({ value }) => value);
  return { entry: { uid: first('UID')?.value ?? '', start, end, duration, rules, more, except, replaces, keepsFree } };
}

/** Every value of these lines; undefined where one of them cannot be read. */
function* listed<T>(
  lines: readonly IcsLine[],
  read: (line: IcsLine, value: string) => T | undefined,
): Generator<null, T[] | undefined> {
  const all: T[] = [];
  for (const line of lines)
    for (const value of line.value.split(',')) {
      yield null;
      const one = read(line, value);
      if (one === undefined) return undefined;
      all.push(one);
    }
  return all;
}

/** One of the times that a series has besides its rule: its start, or a period. */
function readMore(line: IcsLine, value: string, zones: ZoneReading) {
  if (!value.includes('/')) return icsTime(line, zones, value);
  const find = readStretch(line, value, zones);
  return find && typeof find === 'object' && 'stretch' in find
    ? { ...find.stretch.start, until: find.stretch.until }
    : undefined;
}

function readStretch(line: IcsLine, period: string, zones: ZoneReading): IcsFind {
  const [from = '', to = ''] = period.split('/');
  const start = icsTime(line, zones, from);
  const until = to.startsWith('P') || to.startsWith('+P') ? icsDuration(to) : icsTime(line, zones, to);
  return start && until ? { stretch: { start, until } } : 'entry-not-readable';
}
