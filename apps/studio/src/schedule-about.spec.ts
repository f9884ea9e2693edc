import type { AvailabilityView, ScheduleView } from '#contracts';
import { aboutOf, aboutSent } from './schedule-about.js';

const usual: AvailabilityView = { timeZone: 'Europe/London', weekly: [], overrides: [], revision: 1 };
const further: ScheduleView = { ...usual, id: 'one', coach: 'anna', name: 'Evenings', place: null, offerings: [] };

describe('What further hours are called', () => {
  it('is nothing for the usual ones, and comes back as it was', () => {
    expect(aboutOf(usual)).toBeNull();
    const place = { name: 'Mill Street', address: '4 Mill Street, Leeds' };
    for (const one of [further, { ...further, place }]) {
      const { name, timeZone } = one;
      expect(aboutSent(aboutOf(one)!)).toEqual({ name, timeZone, place: one.place });
    }
  });

  it('has a place where only half of it is written, so that the missing half is asked for', () => {
    const half = { ...aboutOf(further)!, placeName: 'Mill Street' };
    expect(aboutSent(half).place).toEqual({ name: 'Mill Street', address: '' });
    expect(aboutSent({ ...half, placeName: ' ' }).place).toBeNull();
  });
});
