import { clearlyOnTheWall, onTheWall } from './on-the-wall.js';

describe('What the wall clock reads', () => {
  it.each([
    ['2027-03-28T00:59:00Z', 'Europe/London', '2027-03-28T00:59', '+00:00'],
    ['2027-03-28T01:00:00Z', 'Europe/London', '2027-03-28T02:00', '+01:00'],
    ['2027-10-31T01:00:00Z', 'Europe/London', '2027-10-31T01:00', '+00:00'],
    ['2027-01-11T00:00:00Z', 'America/St_Johns', '2027-01-10T20:30', '-03:30'],
  ])('at %s in %s is %s (%s)', (at, timeZone, local, offset) => {
    expect(onTheWall(new Date(at), timeZone)).toEqual({ local, offset });
  });

  it.each([
    ['2027-10-30T23:59:00Z', undefined],
    ['2027-10-31T00:30:00Z', true],
    ['2027-10-31T01:30:00Z', true],
    ['2027-10-31T02:00:00Z', undefined],
  ])('is said to be read twice where it is, in London at %s: %s (issue 4, item 2)', (at, doubled) => {
    expect(clearlyOnTheWall(new Date(at), 'Europe/London').doubled).toBe(doubled);
  });
});
