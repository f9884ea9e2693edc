import { onTheWall } from './on-the-wall.js';

describe('What the wall clock reads', () => {
  it.each([
    ['2027-03-28T00:59:00Z', 'Europe/London', '2027-03-28T00:59', '+00:00'],
    ['2027-03-28T01:00:00Z', 'Europe/London', '2027-03-28T02:00', '+01:00'],
    ['2027-10-31T01:00:00Z', 'Europe/London', '2027-10-31T01:00', '+00:00'],
    ['2027-01-11T00:00:00Z', 'America/St_Johns', '2027-01-10T20:30', '-03:30'],
  ])('at %s in %s is %s (%s)', (at, timeZone, local, offset) => {
    expect(onTheWall(new Date(at), timeZone)).toEqual({ local, offset });
  });
});
