import { isOwnBooking } from './own-booking.js';

const booked = { bookedBy: 'practice', status: 'confirmed', moves: [] } as const;
const move = { from: '', movedAt: '', takesBack: false };

describe('A booking that the practice may take back (issue 4, item 4)', () => {
  it('is one it made itself and that stands, also where it moved it since', () => {
    expect(isOwnBooking(booked)).toBe(true);
    expect(isOwnBooking({ ...booked, status: 'held' })).toBe(true);
    expect(isOwnBooking({ ...booked, moves: [{ ...move, by: 'practice' }] })).toBe(true);
  });

  it("is none of a client's own, none they have moved, and none that is over", () => {
    expect(isOwnBooking({ ...booked, bookedBy: 'client' })).toBe(false);
    expect(isOwnBooking({ ...booked, moves: [{ ...move, by: 'client' }] })).toBe(false);
    for (const status of ['cancelled', 'completed', 'no_show', 'expired', 'declined', 'pending_approval'] as const)
      expect(isOwnBooking({ ...booked, status })).toBe(false);
  });
});
