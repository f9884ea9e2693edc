import { endForAnother } from './quiet-of-another.js';

describe('The quiet hours of somebody else at the same mailbox', () => {
  it.each([
    ['22:00', '07:00', '07:00'],
    ['08:00', '20:00', '20:00'],
    ['08:00', '20:01', '20:00'],
    ['22:30', '22:29', '10:30'],
    ['00:00', '23:59', '12:00'],
    ['09:00', '09:00', '09:00'], // none at all
  ])('from %s to %s end at %s', (from, to, end) => {
    expect(endForAnother({ from, to })).toBe(end);
  });
});
