import type { CalendarDay } from '#contracts';
import { wallDayOf, type WallDay } from './wall-day.js';

type Wall = CalendarDay['wall'];
const zone = (offset: string, from: string, to: string, reads: Wall[number]['reads'], start: string, end: string) => ({
  ...{ offset, from, to, reads, start, end },
});

/** Days of London as the server tells them, for tests: an ordinary one, and the two on which the clocks change. */
export const london: Readonly<Record<'saturday' | 'spring' | 'autumn', WallDay>> = {
  saturday: wallDayOf({
    date: '2027-03-27',
    start: '2027-03-27T00:00:00Z',
    end: '2027-03-28T00:00:00Z',
    wall: [zone('+00:00', '00:00', '24:00', 'once', '2027-03-27T00:00:00Z', '2027-03-28T00:00:00Z')],
    hours: [],
  }),
  spring: wallDayOf({
    date: '2027-03-28',
    start: '2027-03-28T00:00:00Z',
    end: '2027-03-28T23:00:00Z',
    wall: [
      zone('+00:00', '00:00', '01:00', 'once', '2027-03-28T00:00:00Z', '2027-03-28T01:00:00Z'),
      zone('+01:00', '02:00', '24:00', 'once', '2027-03-28T01:00:00Z', '2027-03-28T23:00:00Z'),
    ],
    hours: [],
  }),
  autumn: wallDayOf({
    date: '2027-10-31',
    start: '2027-10-30T23:00:00Z',
    end: '2027-11-01T00:00:00Z',
    wall: [
      zone('+01:00', '00:00', '01:00', 'once', '2027-10-30T23:00:00Z', '2027-10-31T00:00:00Z'),
      zone('+01:00', '01:00', '02:00', 'first', '2027-10-31T00:00:00Z', '2027-10-31T01:00:00Z'),
      zone('+00:00', '01:00', '02:00', 'second', '2027-10-31T01:00:00Z', '2027-10-31T02:00:00Z'),
      zone('+00:00', '02:00', '24:00', 'once', '2027-10-31T02:00:00Z', '2027-11-01T00:00:00Z'),
    ],
    hours: [],
  }),
};

/** The day before the clocks go back. */
export const saturdayInAutumn: WallDay = wallDayOf({
  date: '2027-10-30',
  start: '2027-10-29T23:00:00Z',
  end: '2027-10-30T23:00:00Z',
  wall: [zone('+01:00', '00:00', '24:00', 'once', '2027-10-29T23:00:00Z', '2027-10-30T23:00:00Z')],
  hours: [],
});
