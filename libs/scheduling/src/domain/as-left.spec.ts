import { asSeenBy } from './as-left.js';

const left = { status: 'confirmed', start: '2027-01-13T10:00:00+00:00', end: '2027-01-13T11:00:00+00:00', sequence: 1 };
const now = {
  status: 'completed' as const,
  startAt: new Date('2027-01-20T15:00:00Z'),
  endAt: new Date('2027-01-20T16:00:00Z'),
  sequence: 2,
  coach: 'Cora',
  attendances: [
    { clientId: 'ana', left: null },
    { clientId: 'ben', left: { ...left, status: 'confirmed' as const } },
  ],
};

describe('An appointment that somebody left', () => {
  it('is to them as it was then, in every part that tells of the others', () => {
    expect(asSeenBy(now, 'ben')).toEqual({
      ...now,
      status: 'confirmed',
      startAt: new Date('2027-01-13T10:00:00Z'),
      endAt: new Date('2027-01-13T11:00:00Z'),
      sequence: 1,
    });
  });

  it('is as it is to whoever stays, and to whoever has no part in it', () => {
    expect(asSeenBy(now, 'ana')).toBe(now);
    expect(asSeenBy(now, 'carl')).toBe(now);
  });
});
