import { bookingStandsFrom, mayUndo, standsFrom } from './undo-window.js';

const closedAt = new Date('2027-03-01T09:00:00Z');

describe('The minutes in which a step may be taken back', () => {
  it('are three, and whoever is told then is told what stands', () => {
    const end = standsFrom(closedAt);
    expect(end).toEqual(new Date('2027-03-01T09:03:00Z'));
    expect(mayUndo(closedAt, closedAt)).toBe(true);
    expect(mayUndo(closedAt, new Date(end.getTime() - 1))).toBe(true);
    expect(mayUndo(closedAt, end)).toBe(false);
  });

  it('are for what the practice books itself; what a client booked stands at once (issue 4, item 4)', () => {
    expect(bookingStandsFrom('practice', closedAt)).toEqual(standsFrom(closedAt));
    expect(bookingStandsFrom('client', closedAt)).toEqual(closedAt);
  });

  it('are none where nothing was done', () => {
    expect(mayUndo(null, closedAt)).toBe(false);
  });
});
