import { movableUntil } from './movable-until.js';

const start = new Date('2027-03-28T09:00:00Z');
const feeFrom = new Date('2027-03-27T09:00:00Z');

describe('Until when a client may move their appointment', () => {
  it('is as long as cancelling costs nothing, and its start at the latest', () => {
    expect(movableUntil({ start, feeFrom, joint: false })).toEqual(feeFrom);
    expect(movableUntil({ start, feeFrom: null, joint: false })).toEqual(start);
    expect(movableUntil({ start, feeFrom: new Date('2027-03-28T10:00:00Z'), joint: false })).toEqual(start);
  });

  it('is never, for one of two people', () => {
    expect(movableUntil({ start, feeFrom: null, joint: true })).toBeNull();
    expect(movableUntil({ start, feeFrom, joint: true })).toBeNull();
  });
});
