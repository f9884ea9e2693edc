import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

/** What a calendar program makes of a file. */
export interface ReadEntry {
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  readonly sequence: number;
  readonly method: string;
  readonly title: string;
}

/** Two readers that share no code, each for all entries of a file: what one of them misunderstands, the other shows. */
export const readersOfAll: Readonly<Record<string, (file: string) => ReadEntry[]>> = {
  'ical.js': (file) => {
    const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
    return calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        start: event.startDate.toJSDate().toISOString(),
        end: event.endDate.toJSDate().toISOString(),
        sequence: event.sequence,
        method: String(calendar.getFirstPropertyValue('method')),
        title: event.summary,
      };
    });
  },
  'node-ical': (file) =>
    Object.values(nodeIcal.sync.parseICS(file))
      .filter((item) => item?.type === 'VEVENT')
      .map((one) => {
        const event = one as unknown as {
          uid: string;
          start: Date;
          end: Date;
          sequence: string;
          method: string;
          summary: string;
        };
        return {
          uid: event.uid,
          start: event.start.toISOString(),
          end: event.end.toISOString(),
          sequence: Number(event.sequence),
          method: event.method,
          title: event.summary,
        };
      }),
};

/** The same for files of one entry. */
export const calendarReaders: Readonly<Record<string, (file: string) => ReadEntry>> = Object.fromEntries(
  Object.entries(readersOfAll).map(([name, read]) => [name, (file: string) => read(file)[0]!]),
);

/** Somebody's calendar, into which they open each file they get: entries by UID, as RFC 5546 has them replaced and removed. */
export class SomebodysCalendar {
  private readonly kept = new Map<string, ReadEntry>();

  constructor(private readonly read: (file: string) => ReadEntry) {}

  open(file: string): void {
    const entry = this.read(file);
    const before = this.kept.get(entry.uid);
    if (before && before.sequence > entry.sequence) return;
    if (entry.method === 'CANCEL') this.kept.delete(entry.uid);
    else this.kept.set(entry.uid, entry);
  }

  get starts(): string[] {
    return [...this.kept.values()].map(({ start }) => start);
  }
}
