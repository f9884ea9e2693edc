import fc from 'fast-check';
import { answerDue, jointAnswerDue } from './answer-due.js';
import { dayMs, minuteMs, zoneTransitions } from './zone-transitions.js';

const at = (text: string) => new Date(`${text}Z`);

describe('The instant at which the answer to a request for two is told (issue 4, item 5)', () => {
  it.each([
    ['2027-01-11T09:00', '2027-02-01T10:00', 'Europe/London', '2027-01-12T18:00'],
    ['2027-01-11T18:00', '2027-02-01T10:00', 'Europe/London', '2027-01-12T18:00'],
    ['2027-01-11T18:01', '2027-02-01T10:00', 'Europe/London', '2027-01-13T18:00'],
    ['2027-01-11T09:00', '2027-02-01T10:00', 'America/New_York', '2027-01-12T23:00'],
    ['2027-03-27T09:00', '2027-05-01T10:00', 'Europe/Paris', '2027-03-28T16:00'], // the clocks changed that night
    ['2027-01-11T09:00', '2027-01-12T09:00', 'Europe/London', '2027-01-11T21:00'], // half-way
    ['2027-01-11T09:00', '2027-01-11T10:01', 'Europe/London', '2027-01-11T09:31'],
  ])('asked %s for %s in %s, it is %s', (asked, start, zone, told) => {
    expect(jointAnswerDue(at(asked), at(start), zone)).toEqual(at(told));
  });

  it('is after the asking and before the appointment, within two days and an hour, in every zone', () => {
    const minutes = fc.integer({ min: 0, max: 2 * 366 * 1_440 });
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(minutes, fc.integer({ min: 2, max: 100_000 }), zones, (asked, ahead, zone) => {
        const askedAt = new Date(Date.UTC(2026, 0, 1) + asked * minuteMs);
        const start = new Date(askedAt.getTime() + ahead * minuteMs);
        const told = jointAnswerDue(askedAt, start, zone);
        expect(told > askedAt && told < start).toBe(true);
        expect(told.getTime() - askedAt.getTime()).toBeLessThanOrEqual(2 * dayMs + 60 * minuteMs);
        const wall = zoneTransitions(zone, { start: told.getTime(), end: told.getTime() + 1 }).wallAt(told.getTime());
        const isEvening = (wall % dayMs) / minuteMs === 18 * 60;
        const isHalfWay = Math.abs(start.getTime() + askedAt.getTime() - 2 * told.getTime()) <= 2 * minuteMs;
        expect(isEvening || isHalfWay).toBe(true);
      }),
    );
  });
});

describe('The end of a request for one', () => {
  it('comes in two days, and never past the time asked for', () => {
    expect(answerDue(at('2027-01-11T09:00'), at('2027-02-01T10:00'))).toEqual(at('2027-01-13T09:00'));
    expect(answerDue(at('2027-01-11T09:00'), at('2027-01-12T10:00'))).toEqual(at('2027-01-12T10:00'));
  });
});
