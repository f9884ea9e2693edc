import { dayAtTime, fullDate, money, untilWords, wallOf, zoneName } from './printing.js';

const words = { dayAtTime: '{day} at {time}', offset: 'UTC{offset}' };

describe('Printing', () => {
  it('reads a local time as people say it, wherever the machine stands', () => {
    expect(dayAtTime('2026-11-23T10:30', 'en-GB', words)).toBe('Monday 23 November at 10:30');
  });

  it('says which of two times it is where the clock reads it twice, and only there (issue 4, item 2)', () => {
    const at = { local: '2026-10-25T01:30', offset: '+00:00' };
    const twice = wallOf({ ...at, doubled: true });
    expect(dayAtTime(twice, 'en-GB', words)).toBe('Sunday 25 October at 01:30 UTC+00:00');
    expect(untilWords(twice, '2026-10-25', 'en-GB', words)).toBe('01:30 UTC+00:00');
    expect(untilWords(wallOf(at), '2026-10-25', 'en-GB', words)).toBe('01:30');
  });

  it('never moves a date to another day', () => {
    expect(fullDate('2026-11-22', 'en-GB')).toBe('22 November 2026');
  });

  it.each([
    [{ amount: 9500, currency: 'GBP' }, '£95'],
    [{ amount: 9505, currency: 'GBP' }, '£95.05'],
    [{ amount: 9500, currency: 'EUR' }, '€95'],
    [{ amount: 9550, currency: 'EUR' }, '€95.50'],
    [{ amount: 9500, currency: 'JPY' }, 'JP¥9,500'],
  ])('prints %o as %s', (amount, words) => {
    expect(money(amount, 'en-GB')).toBe(words);
  });

  it('names a zone by its place', () => {
    expect(zoneName('America/New_York', '{place} time')).toBe('New York time');
  });
});
