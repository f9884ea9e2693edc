import type { SeriesOccurrence } from '#contracts';
import { booked, changesOf, undecided } from './series-decisions.js';

const time = (number: number, outcome: SeriesOccurrence['outcome']): SeriesOccurrence => ({
  ...{ number, outcome, wished: '2027-01-12T10:00', start: null, end: null, local: null, offset: null },
  ...{ reasons: [], alternatives: [], choices: [] },
});
const times = [time(1, 'free'), time(2, 'taken'), time(3, 'not-offered'), time(4, 'unclear'), time(5, 'taken')];

describe('What is decided about the times of a series (issue 4, item 4)', () => {
  it('is asked of each that cannot be booked as it is', () => {
    expect(undecided(times, {}).map(({ number }) => number)).toEqual([2, 3, 4, 5]);
    expect(
      undecided(times, { 2: 'skip', 3: 'lift', 4: '2027-01-12T09:00:00Z', 5: '' }).map(({ number }) => number),
    ).toEqual([5]);
  });

  it('is sent as one change for each, with the reason for every rule that is lifted', () => {
    const decisions = { 2: 'skip', 3: 'lift', 4: '2027-01-12T09:00:00Z', 5: '' };
    expect(changesOf(decisions, ' She travels. ')).toEqual([
      { number: 2, skip: true },
      { number: 3, override: { reason: 'She travels.' } },
      { number: 4, start: '2027-01-12T09:00:00Z' },
    ]);
    expect(booked(times, decisions)).toBe(4);
  });
});
