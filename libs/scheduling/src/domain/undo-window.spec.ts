import { bookingStandsFrom, mayUndo, settledFrom, standsFrom } from './undo-window.js';

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

  it('are over for what was put off once nothing can come back any more', () => {
    const createdAt = new Date('2027-01-11T09:00:00Z');
    const takenBackAt = new Date('2027-01-11T09:02:00Z');
    const booked = { bookedBy: 'practice', createdAt, cancelledBy: null, closedAt: null } as const;
    expect(settledFrom({ ...booked, bookedBy: 'client' })).toEqual(createdAt);
    expect(settledFrom(booked)).toEqual(new Date('2027-01-11T09:03:00Z'));
    expect(settledFrom({ ...booked, cancelledBy: 'practice', closedAt: takenBackAt })).toEqual(
      new Date('2027-01-11T09:05:00Z'),
    );
    expect(settledFrom({ ...booked, cancelledBy: 'client', closedAt: takenBackAt })).toEqual(
      new Date('2027-01-11T09:03:00Z'),
    );
  });
});
