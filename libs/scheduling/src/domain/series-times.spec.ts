import type { Availability } from './availability.js';
import { seriesStarts } from './series-starts.js';
import { isSettled, keptBySeries, seriesTimes, type SeriesChange, type SeriesFacts } from './series-times.js';
import type { Standing } from './slot-reasons.js';
import { minuteMs } from './zone-transitions.js';

const utc = (text: string) => Date.parse(`${text}Z`);
const hour = 60 * minuteMs;
const availability: Availability = {
  timeZone: 'Europe/London',
  weekly: [{ days: ['tue'], from: '09:00', to: '17:00' }],
  overrides: [{ date: '2027-01-26', hours: [] }],
};
const rules = {
  ...{ durationMs: hour, startEveryMs: hour, bufferBeforeMs: 0, bufferAfterMs: 15 * minuteMs },
  ...{ now: utc('2027-01-11T09:00'), minimumNoticeMs: 0, bookingWindowMs: 60 * 24 * hour, limits: undefined },
};
const facts = (more: Partial<SeriesFacts> = {}): SeriesFacts => ({
  rules,
  coach: { id: 'coach', name: 'Anna', timeZone: 'Europe/London' },
  availability,
  schedule: null,
  busy: (more.standing ?? []).map(({ kept }) => kept),
  standing: [],
  ...more,
});
const tuesdays = (times: number) =>
  seriesStarts('2027-01-12T10:00', { timeZone: 'Europe/London', everyWeeks: 1, times })!;
const outcomes = (changes: readonly SeriesChange[], of: SeriesFacts = facts(), times = 4) =>
  seriesTimes(tuesdays(times), changes, of);
const neighbour = (start: string): Standing => {
  const own = { start: utc(start), end: utc(start) + hour };
  return { kind: 'appointment', id: 'other', ...own, kept: own };
};

describe('What becomes of each time of a series (issue 4, item 4)', () => {
  it('is said by the rules that list the starts: free, taken, or not offered with each rule in words', () => {
    const found = outcomes([], facts({ standing: [neighbour('2027-01-19T10:30')] }));
    expect(found.map(({ outcome }) => outcome)).toEqual(['free', 'taken', 'not-offered', 'free']);
    expect(found[1]?.reasons).toEqual([
      {
        rule: 'appointment',
        text: 'An appointment from 10:30 to 11:30 is in the way.',
        about: { appointment: 'other' },
      },
    ]);
    expect(found[2]?.reasons.map(({ text }) => text)).toEqual([
      'Tuesday 26 January 2027 is closed: other hours than usual hold on that date.',
    ]);
    expect(isSettled(found)).toBe(false);
  });

  it('is decided one by one: left out, at another start, or with the rules lifted, and never over an overlap', () => {
    const standing = [neighbour('2027-01-19T10:30')];
    const decided = outcomes(
      [
        { number: 2, start: utc('2027-01-19T12:00') },
        { number: 3, lifted: true },
        { number: 4, skip: true },
      ],
      facts({ standing }),
    );
    expect(decided.map(({ outcome }) => outcome)).toEqual(['free', 'free', 'lifted', 'skipped']);
    expect(isSettled(decided)).toBe(true);
    const [, second] = outcomes([{ number: 2, lifted: true }], facts({ standing }));
    expect(second?.outcome).toBe('taken');
  });

  it('counts the times of the series that come before it, with their buffers and by the limits', () => {
    const [first, second] = outcomes([{ number: 2, start: utc('2027-01-12T11:00') }]);
    expect([first?.outcome, second?.outcome]).toEqual(['free', 'taken']);
    expect(second?.reasons.map(({ text, about }) => [text, about])).toEqual([
      ['Another time of this series from 10:00 to 11:00 keeps the time from 10:00 to 11:15 free for itself.', null],
    ]);
    const limits = { timeZone: 'Europe/London', maxPerDay: 1, maxPerWeek: undefined, booked: [] };
    const sameDay = outcomes([{ number: 2, start: utc('2027-01-12T14:00') }], facts({ rules: { ...rules, limits } }));
    expect(sameDay[1]).toMatchObject({ outcome: 'not-offered', reasons: [{ rule: 'daily-limit' }] });
    expect(keptBySeries(outcomes([], facts(), 2), rules)).toEqual(
      ['2027-01-12T10:00', '2027-01-19T10:00'].map((at) => ({ start: utc(at), end: utc(at) + hour + 15 * minuteMs })),
    );
  });

  it('waits for an answer where the clock has the time twice, or skips it', () => {
    const night = seriesStarts('2027-03-21T01:30', { timeZone: 'Europe/London', everyWeeks: 1, times: 2 })!;
    const [, skipped] = seriesTimes(night, [{ number: 1, lifted: true }], facts());
    expect(skipped).toMatchObject({
      outcome: 'unclear',
      start: null,
      choices: [utc('2027-03-28T00:30'), utc('2027-03-28T01:30')],
    });
  });
});
