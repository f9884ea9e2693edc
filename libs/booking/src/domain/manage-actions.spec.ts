import { manageActions, type Situation } from './manage-actions.js';

const now = new Date('2027-01-11T09:00:00Z');
const held: Situation = {
  status: 'held',
  start: new Date('2027-01-12T09:00:00Z'),
  holdExpiresAt: new Date('2027-01-11T09:15:00Z'),
  longestHold: new Date('2027-01-11T09:30:00Z'),
  stillToPay: true,
  attends: true,
  movableUntil: new Date('2027-01-12T09:00:00Z'),
};

describe('What a manage link offers', () => {
  it('lets a held time be paid, kept longer or given up', () => {
    expect(manageActions(held, now)).toEqual(['checkout', 'hold', 'cancel']);
  });

  it('does not offer more time than there is', () => {
    expect(manageActions({ ...held, holdExpiresAt: held.longestHold }, now)).toEqual(['checkout', 'cancel']);
  });

  it('offers nothing once the hold is over, the session began, or the person withdrew', () => {
    expect(manageActions({ ...held, holdExpiresAt: now }, now)).toEqual([]);
    expect(manageActions({ ...held, status: 'confirmed', start: now }, now)).toEqual([]);
    expect(manageActions({ ...held, status: 'confirmed', attends: false }, now)).toEqual([]);
  });

  it('offers another time until it is too late, or where that is for the practice', () => {
    for (const movableUntil of [null, now])
      expect(manageActions({ ...held, status: 'confirmed', movableUntil }, now)).toEqual(['cancel', 'calendar']);
  });

  it('offers the calendar file only for what is agreed', () => {
    expect(manageActions({ ...held, status: 'confirmed' }, now)).toEqual(['reschedule', 'cancel', 'calendar']);
    expect(manageActions({ ...held, status: 'pending_approval' }, now)).toEqual(['reschedule', 'cancel']);
    for (const status of ['completed', 'no_show', 'expired', 'declined', 'cancelled'] as const)
      expect(manageActions({ ...held, status }, now)).toEqual([]);
  });
});
