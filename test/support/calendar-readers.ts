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

/** Two readers that share no code: what one of them misunderstands, the other shows. */
export const calendarReaders: Readonly<Record<string, (file: string) => ReadEntry>> = {
  'ical.js': (file) => {
    const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
    return {
      uid: event.uid,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      sequence: event.sequence,
      method: String(calendar.getFirstPropertyValue('method')),
      title: event.summary,
    };
  },
  'node-ical': (file) => {
    const [one] = Object.values(nodeIcal.sync.parseICS(file)).filter((item) => item?.type === 'VEVENT');
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
  },
};

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
