import { doubledStarts } from './doubled-times.js';

/** Starts every so many minutes from midnight UTC on the date on which London's clocks are put back at 01:00 UTC. */
function london(every: number, from = 0, to = 240) {
  const slots = [];
  for (let minute = from; minute <= to; minute += every) {
    const at = Date.parse('2026-10-25T00:00:00Z') + minute * 60_000;
    const isSummer = minute < 60;
    slots.push({
      start: new Date(at).toISOString(),
      local: new Date(at + (isSummer ? 3_600_000 : 0)).toISOString().slice(0, 16),
      offset: isSummer ? '+01:00' : '+00:00',
    });
  }
  return slots;
}

const timesOf = (slots: ReturnType<typeof london>) => {
  const doubled = doubledStarts(slots);
  return slots.filter(({ start }) => doubled.has(start)).map(({ local, offset }) => local.slice(11) + offset);
};

describe('A time that exists twice (item 2)', () => {
  it('is found among the times of its date, both of it, and no other', () => {
    expect(timesOf(london(30, -60))).toEqual(['01:00+01:00', '01:30+01:00', '01:00+00:00', '01:30+00:00']);
    expect(timesOf(london(60, -30))).toEqual(['01:30+01:00', '01:30+00:00']);
  });

  it('is found where only one of the two is free', () => {
    const oneGone = london(60, -30).filter(({ local, offset }) => local.slice(11) + offset !== '01:30+00:00');
    expect(timesOf(oneGone)).toContain('01:30+01:00');
  });

  it('is not found on a date on which the clock is put forward, or not at all', () => {
    expect(timesOf(london(30, 60))).toEqual([]);
    const forward = [
      { start: '2027-03-28T00:30:00Z', local: '2027-03-28T00:30', offset: '+00:00' },
      { start: '2027-03-28T01:30:00Z', local: '2027-03-28T02:30', offset: '+01:00' },
    ];
    expect(timesOf(forward)).toEqual([]);
    expect(timesOf([])).toEqual([]);
  });
});
