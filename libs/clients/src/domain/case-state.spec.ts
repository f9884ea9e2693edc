import { caseMayGo, caseStatuses, isOpen, mostParticipants, undoableUntil } from './case-state.js';

describe('A case', () => {
  it('goes from inquiry to active, may pause and go on, and ends closed', () => {
    const moves = caseStatuses.flatMap((from) =>
      caseStatuses.filter((to) => caseMayGo(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(moves).toEqual([
      'inquiry → active',
      'inquiry → closed',
      'active → paused',
      'active → closed',
      'paused → active',
      'paused → closed',
    ]);
  });

  it('is found by a booking while work goes on in it', () => {
    expect(caseStatuses.filter(isOpen)).toEqual(['inquiry', 'active', 'paused']);
  });

  it('holds one person, two, or a family', () => {
    expect(mostParticipants('individual')).toBe(1);
    expect(mostParticipants('couple')).toBe(2);
    expect(mostParticipants('family')).toBe(12);
  });

  it('may be moved back for three minutes', () => {
    expect(undoableUntil(new Date('2027-01-11T09:00:00Z'))).toEqual(new Date('2027-01-11T09:03:00Z'));
    expect(undoableUntil(null)).toBeNull();
  });
});
