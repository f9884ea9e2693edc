import { dateOf, dayNumberOf, minutesOf, readWallTime, weekNumberOf } from './wall-time.js';

const utc = (text: string) => Date.parse(`${text}Z`);

describe('A typed time', () => {
  it('is HH:mm, or 24:00 for the end of the day', () => {
    expect(['00:00', '09:30', '23:59', '24:00'].map(minutesOf)).toEqual([0, 570, 1_439, 1_440]);
    for (const bad of ['9:00', '24:01', '12:60', '12:00:00', '', 'noon', '-1:00', '12:00 ', '٠٩:٠٠']) {
      expect(minutesOf(bad)).toBeUndefined();
    }
  });

  it('is read without guessing where the clock changes', () => {
    expect(readWallTime('2027-03-27T10:00', 'Europe/Paris')).toEqual({
      exists: 'once',
      instant: utc('2027-03-27T09:00'),
    });
    expect(readWallTime('2027-03-28T02:30', 'Europe/Paris')).toEqual({
      exists: 'never',
      choices: [utc('2027-03-28T00:30'), utc('2027-03-28T01:30')], // 01:30 and 03:30 in Paris
    });
    expect(readWallTime('2027-10-31T02:30:00', 'Europe/Paris')).toEqual({
      exists: 'twice',
      choices: [utc('2027-10-31T00:30'), utc('2027-10-31T01:30')],
    });
  });

  it('is nothing if the date or the time is none', () => {
    for (const bad of [
      '2027-02-30T10:00',
      '2027-03-28',
      '2027-03-28T24:00',
      '2027-03-28T10:00Z',
      '2027-03-28T10:00T',
    ]) {
      expect(readWallTime(bad, 'Europe/Paris')).toBeUndefined();
    }
  });
});

describe('A date', () => {
  it('is one that a calendar has', () => {
    expect(dayNumberOf('1970-01-02')).toBe(1);
    expect(dateOf(dayNumberOf('2028-02-29') ?? NaN)).toBe('2028-02-29');
    for (const bad of ['2027-02-29', '2027-13-01', '2027-1-1', '+002027-01-01', '2027-01-00', '', '2027-01-01T00:00']) {
      expect(dayNumberOf(bad)).toBeUndefined();
    }
  });

  it('lies in the week from Monday to Sunday', () => {
    const weekOf = (date: string) => weekNumberOf(dayNumberOf(date) ?? NaN);
    expect(weekOf('2026-03-02')).toBe(weekOf('2026-03-08'));
    expect(weekOf('2026-03-09')).toBe(weekOf('2026-03-08') + 1);
    expect(weekOf('2020-12-31')).toBe(weekOf('2021-01-03')); // ISO week 53 goes over the year's end
    expect(weekOf('1969-12-28') + 1).toBe(weekOf('1969-12-29'));
  });
});
