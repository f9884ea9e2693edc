import { offeredReason, slotReasons, type AskedStart, type Standing } from './slot-reasons.js';
import type { SlotRules } from './slot-rules.js';

const minute = 60_000;
const day = 1_440 * minute;
const utc = (text: string) => Date.parse(`${text}Z`);

const paris = 'Europe/Paris';
const rules: SlotRules = {
  durationMs: 60 * minute,
  startEveryMs: 30 * minute,
  bufferBeforeMs: 10 * minute,
  bufferAfterMs: 15 * minute,
  now: utc('2027-01-11T09:00'),
  minimumNoticeMs: 0,
  bookingWindowMs: 400 * day,
};

const anna = { id: 'anna', name: 'Anna', timeZone: paris };
const weekly = [{ days: ['tue'] as const, from: '09:00', to: '17:00' }];

/** A start on a Tuesday in Paris, an hour ahead of UTC in winter. */
function asked(start: string, more: Partial<AskedStart> = {}): AskedStart {
  const standing = more.standing ?? [];
  return {
    start: utc(start),
    rules,
    coach: anna,
    availability: { timeZone: paris, weekly, overrides: [] },
    busy: standing.map(({ kept }) => kept),
    standing,
    closed: [],
    ...more,
  };
}

const texts = (one: AskedStart) => slotReasons(one).map(({ text }) => text);

function standing(
  from: string,
  to: string,
  more: Partial<Standing> & { before?: number; after?: number } = {},
): Standing {
  const { before = 0, after = 0, ...rest } = more;
  const [start, end] = [utc(from), utc(to)];
  const kept = { start: start - before * minute, end: end + after * minute };
  return { kind: 'appointment', id: 'one', start, end, kept, ...rest };
}

describe('Why a start is not offered, in words', () => {
  it('says nothing against one that is, and when it is on the wall of the coach', () => {
    const free = asked('2027-01-12T09:00');
    expect(slotReasons(free)).toEqual([]);
    expect(offeredReason(free).text).toBe('Tuesday 12 January 2027 at 10:00 (Europe/Paris) is offered.');
  });

  it('tells whose time is in the way: the appointment itself, what it keeps free, what this offering keeps free, or both', () => {
    const start = '2027-01-12T10:00'; // until 11:00, with its own buffers from 09:50 to 11:15
    const about = (one: Standing) => texts(asked(start, { standing: [one] }));
    expect(about(standing('2027-01-12T10:30', '2027-01-12T11:30'))).toEqual([
      'An appointment from 11:30 to 12:30 is in the way.',
    ]);
    expect(about(standing('2027-01-12T08:00', '2027-01-12T09:00', { after: 75 }))).toEqual([
      'An appointment from 09:00 to 10:00 keeps the time from 09:00 to 11:15 free for itself.',
    ]);
    expect(about(standing('2027-01-12T11:05', '2027-01-12T12:00'))).toEqual([
      'This offering keeps 15 minutes free after it, and an appointment from 12:05 to 13:00 reaches into them.',
    ]);
    expect(about(standing('2027-01-12T08:30', '2027-01-12T09:45', { after: 10 }))).toEqual([
      'An appointment from 09:30 to 10:45 keeps the time from 09:30 to 10:55 free for itself. This offering keeps 10 minutes free before it besides.',
    ]);
    expect(about(standing('2027-01-12T08:30', '2027-01-12T09:45'))).toEqual([]);
  });

  it('tells blocked time, requests and unpaid bookings apart, and leads to the appointment', () => {
    const about = (more: Partial<Standing>) =>
      slotReasons(asked('2027-01-12T10:00', { standing: [standing('2027-01-12T10:00', '2027-01-12T11:00', more)] }))[0];
    expect(about({ kind: 'request' })).toEqual({
      rule: 'appointment',
      text: 'A request that waits for its answer from 11:00 to 12:00 is in the way.',
      about: { appointment: 'one' },
    });
    expect(about({ kind: 'unpaid' })?.text).toBe('A booking that is not paid yet from 11:00 to 12:00 is in the way.');
    expect(about({ kind: 'blocked', id: 'two' })).toEqual({
      rule: 'blocked',
      text: 'The time from 11:00 to 12:00 is blocked.',
      about: { blocked: 'two', date: '2027-01-12' },
    });
  });

  it('tells of time that is kept for somebody who waits, of nobody by name, and leads to their place on the list (issue 4, items 3 and 4)', () => {
    const offered = { kind: 'offered', id: 'three' } as const;
    const during = asked('2027-01-12T10:00', {
      standing: [standing('2027-01-12T10:00', '2027-01-12T11:00', offered)],
    });
    expect(slotReasons(during)).toEqual([
      {
        rule: 'waitlist',
        text: 'The time from 11:00 to 12:00 is kept for somebody who waits, until they answer or the time for it is over.',
        about: { waiting: 'three' },
      },
    ]);
  });

  it('tells of time that another calendar keeps, and leads to the calendars', () => {
    const elsewhere = { kind: 'elsewhere', id: null } as const;
    const during = asked('2027-01-12T10:00', {
      standing: [standing('2027-01-12T10:00', '2027-01-12T11:00', elsewhere)],
    });
    expect(slotReasons(during)).toEqual([
      {
        rule: 'other-calendar',
        text: 'Another calendar of the coach says that the time from 11:00 to 12:00 is busy.',
        about: 'calendars',
      },
    ]);
    const after = asked('2027-01-12T10:00', {
      standing: [standing('2027-01-12T11:00', '2027-01-12T12:00', elsewhere)],
    });
    expect(texts(after)).toEqual([
      'This offering keeps 15 minutes free after it, and time that is busy in another calendar from 12:00 to 13:00 reaches into them.',
    ]);
  });

  it('says that something is in the way even where it cannot say what', () => {
    const busy = [{ start: utc('2027-01-12T10:00'), end: utc('2027-01-12T11:00') }];
    expect(texts(asked('2027-01-12T10:00', { busy }))).toEqual(['Something else in the calendar is in the way.']);
  });

  it('names the date of what stands on another one', () => {
    const night = standing('2027-01-11T20:00', '2027-01-12T09:30');
    expect(texts(asked('2027-01-12T09:00', { standing: [night] }))).toEqual([
      'An appointment from Monday 11 January 2027 at 21:00 to 10:30 is in the way.',
    ]);
  });

  it('shows a time that exists twice with its offset', () => {
    const sunday = { timeZone: paris, weekly: [{ days: ['sun'] as const, from: '02:00', to: '02:20' }], overrides: [] };
    const at = (start: string) => texts(asked(start, { availability: sunday }));
    expect(at('2027-10-31T01:30')).toEqual([
      'On a Sunday the hours are 02:00–02:20. 1 hour from 02:30 (UTC+01:00) would not fit into them.',
    ]);
    expect(at('2027-10-31T02:30')).toEqual([
      'On a Sunday the hours are 02:00–02:20. 1 hour from 03:30 would not fit into them.',
    ]);
  });

  it('tells every rule that is broken, not the first alone', () => {
    const late = asked('2027-01-12T16:40', {
      rules: { ...rules, minimumNoticeMs: 2 * day },
      standing: [standing('2027-01-12T16:00', '2027-01-12T17:00')],
      closed: ['inactive', 'left'],
    });
    expect(slotReasons(late).map(({ rule }) => rule)).toEqual(['offering', 'coach', 'notice', 'hours', 'appointment']);
  });
});

describe('Why a start is not offered by further hours of a coach', () => {
  it('names the hours that the offering follows, and leads to them', () => {
    const schedule = { id: 'evenings', name: 'Evenings' };
    const evenings = {
      timeZone: paris,
      weekly: [{ days: ['tue'] as const, from: '18:00', to: '21:00' }],
      overrides: [],
    };
    expect(slotReasons(asked('2027-01-12T09:00', { availability: evenings, schedule }))).toEqual([
      {
        rule: 'hours',
        text: 'On a Tuesday the hours are 18:00–21:00. 1 hour from 10:00 would not fit into them. It follows the hours “Evenings”.',
        about: { schedule: 'evenings' },
      },
    ]);
  });
});
