import type { CalendarEntry, CalendarView } from '#contracts';
import { modelOf } from './calendar-model.js';
import { cellAt } from './grid.js';
import { cellName, entryName } from './spoken.js';

const onWall = (local: string, offset = '+00:00', doubled = false) => ({
  date: local.slice(0, 10),
  local,
  offset,
  doubled,
});
const entry = (told: Partial<CalendarEntry>, from: string, to: string): CalendarEntry => ({
  ...{
    kind: 'appointment',
    id: '01',
    title: 'First talk',
    who: ['Ana'],
    status: 'confirmed',
    answer: null,
    keptUntil: null,
    dates: null,
    movable: true,
  },
  ...{ revision: null, startsAt: onWall(from), endsAt: onWall(to), start: `${from}:00Z`, end: `${to}:00Z` },
  ...{ blockedFrom: `${from}:00Z`, blockedTo: `${to}:00Z` },
  ...told,
});
const ana = entry({ blockedTo: '2027-10-30T11:30:00Z' }, '2027-10-30T10:00', '2027-10-30T11:00');
const blocked = { kind: 'blocked' as const, who: [], status: null };
const lunch = entry({ ...blocked, id: '02', title: 'Lunch' }, '2027-10-30T12:00', '2027-10-30T13:00');
const busy = entry(
  { ...blocked, kind: 'other-calendar', id: null, title: 'Home' },
  '2027-10-30T12:30',
  '2027-10-30T14:00',
);

/** A Saturday, and a Sunday that has its first hour twice. */
const view: CalendarView = {
  coach: { id: '03', name: 'Olive' },
  timeZone: 'Europe/London',
  now: { at: '2027-10-30T09:00:00Z', ...onWall('2027-10-30T09:00') },
  days: [
    {
      date: '2027-10-30',
      start: '2027-10-30T00:00:00Z',
      end: '2027-10-31T00:00:00Z',
      wall: [
        {
          start: '2027-10-30T00:00:00Z',
          end: '2027-10-31T00:00:00Z',
          from: '00:00',
          to: '24:00',
          offset: '+00:00',
          reads: 'once',
        },
      ],
      hours: [{ start: '2027-10-30T09:00:00Z', end: '2027-10-30T17:00:00Z', from: '09:00', to: '17:00' }],
    },
    {
      date: '2027-10-31',
      start: '2027-10-31T00:00:00Z',
      end: '2027-11-01T01:00:00Z',
      wall: [
        {
          start: '2027-10-31T00:00:00Z',
          end: '2027-10-31T01:00:00Z',
          from: '00:00',
          to: '01:00',
          offset: '+01:00',
          reads: 'first',
        },
        {
          start: '2027-10-31T01:00:00Z',
          end: '2027-10-31T02:00:00Z',
          from: '00:00',
          to: '01:00',
          offset: '+00:00',
          reads: 'second',
        },
        {
          start: '2027-10-31T02:00:00Z',
          end: '2027-11-01T01:00:00Z',
          from: '01:00',
          to: '24:00',
          offset: '+00:00',
          reads: 'once',
        },
      ],
      hours: [],
    },
  ],
  entries: [ana, lunch, busy],
};

describe('A calendar for those who hear it (issue 4, item 9)', () => {
  const model = modelOf(view);
  const at = (instant: string) => cellName(model, cellAt(model.grid, Date.parse(instant))!);

  it('says of every time which day it is on and how it stands', () => {
    expect(at('2027-10-30T14:30:00Z')).toBe('Saturday 30 October, 14:30, free');
    expect(at('2027-10-30T08:30:00Z')).toBe('Saturday 30 October, 08:30, outside the hours');
    expect(at('2027-10-30T10:30:00Z')).toBe('Saturday 30 October, 10:30, Ana, First talk, Confirmed');
    expect(at('2027-10-30T11:00:00Z')).toBe('Saturday 30 October, 11:00, kept free around an appointment');
    expect(at('2027-10-30T12:30:00Z')).toBe('Saturday 30 October, 12:30, Blocked, Lunch; Busy in Home');
  });

  it('tells two equal times apart, and says which ones a day does not have', () => {
    expect(at('2027-10-31T00:30:00Z')).toBe('Sunday 31 October, 00:30 (UTC+01:00), outside the hours');
    expect(at('2027-10-31T01:30:00Z')).toBe('Sunday 31 October, 00:30 (UTC+00:00), outside the hours');
    const { row } = cellAt(model.grid, Date.parse('2027-10-31T01:30:00Z'))!;
    expect(cellName(model, { column: 0, row })).toBe('Saturday 30 October, 00:30, no such time on this day');
  });

  it('says of an entry what it is and when, over several days and whole dates too', () => {
    expect(entryName(ana)).toBe('Ana, First talk, Confirmed, Saturday 30 October, 10:00–11:00');
    const night = entry({ ...blocked, title: null }, '2027-10-30T22:00', '2027-10-31T02:00');
    expect(entryName(night)).toBe('Blocked, Saturday 30 October, 22:00 to Sunday 31 October, 02:00');
    expect(entryName(entry({ ...blocked, title: null }, '2027-10-30T22:00', '2027-10-31T00:00'))).toBe(
      'Blocked, Saturday 30 October, 22:00–24:00',
    );
    const day = { from: '2027-10-30', to: '2027-10-30' };
    expect(entryName({ ...night, dates: day, title: 'Away' })).toBe('Blocked, Away, Saturday 30 October');
    expect(entryName({ ...night, dates: { ...day, to: '2027-10-31' } })).toMatch(/^Blocked, 30\s–\s31 October 2027$/);
  });

  it('says for whom a time is kept, and until when (issue 4, item 4)', () => {
    const kept = { kind: 'offered' as const, status: null, keptUntil: onWall('2027-10-30T09:45') };
    const offered = entry({ ...kept, id: '04' }, '2027-10-30T15:00', '2027-10-30T16:00');
    expect(entryName(offered)).toBe(
      'Kept for Ana until Sat 30 Oct, 09:45, First talk, Saturday 30 October, 15:00–16:00',
    );
    expect(entryName({ ...offered, who: ['שלום'] })).toContain('Kept for \u2068שלום\u2069 until');
  });

  it('keeps what somebody wrote from turning its neighbours round', () => {
    expect(entryName({ ...ana, who: ['שלום'] })).toContain('\u2068שלום\u2069, First talk');
  });
});
