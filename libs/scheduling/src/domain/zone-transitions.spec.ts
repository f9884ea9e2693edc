import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dayMs, minuteMs, offsetText, zoneTransitions } from './zone-transitions.js';

const allZones = Intl.supportedValuesOf('timeZone');
const utc = (text: string) => Date.parse(`${text}Z`);
const years2 = { start: utc('2026-01-01T00:00'), end: utc('2028-01-01T00:00') };
const zoneOf = (name: string, around: string) => zoneTransitions(name, { start: utc(around), end: utc(around) });

function changesByTemporal(timeZone: string, from: number, to: number): number[] {
  const changes: number[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= to) return changes;
    changes.push(next.epochMilliseconds);
    at = next;
  }
}

function compatible(wall: number, timeZone: string): number {
  const text = new Date(wall).toISOString().slice(0, 19);
  return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
}

describe('The offset changes of a zone', () => {
  it('give the offset of every zone there is as Intl gives it, two years long, every seven hours', () => {
    for (const name of allZones) {
      const zone = zoneTransitions(name, years2);
      const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
      for (let instant = years2.start; instant < years2.end; instant += 7 * 60 * minuteMs) {
        const told = format.format(instant).split('GMT')[1] || '+00:00';
        if (offsetText(zone.offsetAt(instant)) !== told) throw new Error(`${name} at ${instant}: ${told}`);
      }
    }
  });

  it('resolve wall times about every change of every zone as Temporal does by "compatible"', () => {
    let compared = 0;
    for (const name of allZones) {
      const zone = zoneTransitions(name, years2);
      for (const change of changesByTemporal(name, years2.start, years2.end)) {
        for (let minutes = -120; minutes <= 120; minutes += 15) {
          const wall = zone.wallAt(change) + minutes * minuteMs;
          if (zone.instantOf(wall) !== compatible(wall, name)) throw new Error(`${name}, wall ${wall}`);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(5_000);
  });

  it('are the same for the odd zones over many years', () => {
    for (const name of ['Africa/Casablanca', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns', 'Asia/Gaza']) {
      const [from, to] = [utc('2005-01-01T00:00'), utc('2030-01-01T00:00')];
      const zone = zoneTransitions(name, { start: from, end: to });
      for (const change of changesByTemporal(name, from, to)) {
        const before = Temporal.Instant.fromEpochMilliseconds(change - 1).toZonedDateTimeISO(name);
        expect(zone.offsetAt(change - 1)).toBe(before.offsetNanoseconds / 1e6);
        expect(zone.offsetAt(change)).not.toBe(zone.offsetAt(change - 1));
      }
    }
  });

  it('read a wall time once, twice or never', () => {
    const paris = zoneOf('Europe/Paris', '2026-06-01T00:00');
    expect(paris.instantsAt(utc('2026-03-29T01:59'))).toEqual([utc('2026-03-29T00:59')]);
    expect(paris.instantsAt(utc('2026-03-29T02:00'))).toEqual([]);
    expect(paris.instantsAt(utc('2026-03-29T03:00'))).toEqual([utc('2026-03-29T01:00')]);
    expect(paris.instantsAt(utc('2026-10-25T02:30'))).toEqual([utc('2026-10-25T00:30'), utc('2026-10-25T01:30')]);
    expect(paris.instantsAt(utc('2026-10-25T03:00'))).toEqual([utc('2026-10-25T02:00')]);

    const lordHowe = zoneOf('Australia/Lord_Howe', '2026-06-01T00:00');
    expect(lordHowe.instantsAt(utc('2026-10-04T02:15'))).toEqual([]); // half an hour is skipped, 02:00 to 02:30
    expect(lordHowe.instantsAt(utc('2026-10-04T02:30'))).toHaveLength(1);
    expect(lordHowe.instantsAt(utc('2026-04-05T01:45'))).toHaveLength(2);
  });

  it('know which instants read a time that another one reads too', () => {
    const within = fc.integer({ min: years2.start / minuteMs, max: years2.end / minuteMs - 1 });
    const nearChange = (name: string) => changesByTemporal(name, years2.start, years2.end);
    fc.assert(
      fc.property(fc.constantFrom(...allZones), within, fc.integer({ min: -150, max: 150 }), (name, any, beside) => {
        const zone = zoneTransitions(name, years2);
        for (const about of [any * minuteMs, ...nearChange(name)]) {
          const instant = about + beside * minuteMs;
          if (zone.isDoubled(instant) !== zone.instantsAt(zone.wallAt(instant)).length > 1)
            throw new Error(`${name} at ${new Date(instant).toISOString()}`);
        }
      }),
    );
    const paris = zoneOf('Europe/Paris', '2026-06-01T00:00');
    const doubled = ['2026-10-24T23:59', '2026-10-25T00:00', '2026-10-25T01:59', '2026-10-25T02:00'].map(utc);
    expect(doubled.map((instant) => paris.isDoubled(instant))).toEqual([false, true, true, false]);
  });

  it('span the instants of a date: 23, 24 or 25 hours, and none for a date that a zone skipped', () => {
    const hours = (name: string, date: string) => {
      const day = utc(`${date}T00:00`) / dayMs;
      const { start, end } = zoneOf(name, `${date}T00:00`).spanOf(day, day);
      return (end - start) / (60 * minuteMs);
    };
    expect(hours('Europe/Paris', '2026-03-29')).toBe(23);
    expect(hours('Europe/Paris', '2026-10-25')).toBe(25);
    expect(hours('Australia/Lord_Howe', '2026-04-05')).toBe(24.5);
    expect(hours('America/New_York', '2026-07-01')).toBe(24);
    expect(hours('Pacific/Apia', '2011-12-30')).toBe(0);
  });

  it('stay right when another range is asked for afterwards', () => {
    for (const year of [2027, 1990, 2060, 2026]) {
      const zone = zoneOf('America/New_York', `${year}-07-01T00:00`);
      expect(offsetText(zone.offsetAt(utc(`${year}-07-01T12:00`)))).toBe('-04:00');
      expect(offsetText(zone.offsetAt(utc(`${year}-01-02T12:00`)))).toBe('-05:00');
    }
  });
});

describe('The text of an offset', () => {
  it('has a sign, hours and minutes', () => {
    expect([0, 60, -210, 345, -720, 840].map((minutes) => offsetText(minutes * minuteMs))).toEqual([
      '+00:00',
      '+01:00',
      '-03:30',
      '+05:45',
      '-12:00',
      '+14:00',
    ]);
    expect(offsetText(561_000)).toBe('+00:09:21');
  });
});
