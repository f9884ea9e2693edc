import type { Availability, Weekday } from '../domain/availability.js';
import type { SlotRules } from '../domain/slot-rules.js';
import { slotsByReference } from './slots-reference.js';

const minutes = 60_000;
const everyDay: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function listed(availability: Availability, day: string, rules: Partial<SlotRules> = {}): string[] {
  const start = Date.parse(`${day}T00:00:00Z`);
  const range = { start: start - 1_440 * minutes, end: start + 2 * 1_440 * minutes };
  const asked: SlotRules = {
    durationMs: 60 * minutes,
    startEveryMs: 60 * minutes,
    bufferBeforeMs: 0,
    bufferAfterMs: 0,
    now: range.start,
    minimumNoticeMs: 0,
    bookingWindowMs: 30 * 1_440 * minutes,
    ...rules,
  };
  return slotsByReference(availability, [], asked, range).map((time) => new Date(time).toISOString().slice(0, 16));
}

describe('The slow reference', () => {
  it('lists the hours of a plain Monday in the zone of the coach', () => {
    const mondays: Availability = {
      timeZone: 'Europe/Paris',
      weekly: [{ days: ['mon'], from: '09:00', to: '12:00' }],
      overrides: [],
    };
    expect(listed(mondays, '2026-03-02')).toEqual(['2026-03-02T08:00', '2026-03-02T09:00', '2026-03-02T10:00']);
  });

  it('has no hours on a date that a zone skipped', () => {
    const apia: Availability = {
      timeZone: 'Pacific/Apia',
      weekly: [{ days: everyDay, from: '00:00', to: '01:00' }],
      overrides: [],
    };
    expect(listed(apia, '2011-12-30')).toEqual([
      '2011-12-29T10:00', // the 29th, by the old offset
      '2011-12-30T10:00', // the 31st, by the new one
      '2011-12-31T10:00',
    ]);
  });

  it('takes the first of two equal wall times and moves one that does not exist forward', () => {
    const paris = (date: string): Availability => ({
      timeZone: 'Europe/Paris',
      weekly: [],
      overrides: [{ date, hours: [{ from: '02:30', to: '05:00' }] }],
    });
    expect(listed(paris('2026-03-29'), '2026-03-29')).toEqual(['2026-03-29T01:30']);
    expect(listed(paris('2026-10-25'), '2026-10-25')).toEqual([
      '2026-10-25T00:30',
      '2026-10-25T01:30',
      '2026-10-25T02:30',
    ]);
  });
});
