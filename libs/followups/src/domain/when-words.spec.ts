import { whenWords } from './when-words.js';

describe('An instant in words', () => {
  it('is what the person’s own wall shows, with the zone by name', () => {
    expect(whenWords(new Date('2027-03-28T09:00:00Z'), 'Europe/Paris', 'en-GB')).toEqual({
      day: 'Sunday 28 March 2027',
      time: '11:00',
      zone: 'Europe/Paris, UTC+02:00',
    });
  });

  it('tells the two passings of one hour apart', () => {
    const first = whenWords(new Date('2027-10-31T00:30:00Z'), 'Europe/London', 'en-GB');
    const second = whenWords(new Date('2027-10-31T01:30:00Z'), 'Europe/London', 'en-GB');
    expect([first.time, second.time]).toEqual(['01:30', '01:30']);
    expect([first.zone, second.zone]).toEqual(['Europe/London, UTC+01:00', 'Europe/London, UTC+00:00']);
  });

  it('shows midnight as 00, the date of the reader, and no underscore', () => {
    expect(whenWords(new Date('2027-01-12T05:00:00Z'), 'America/New_York', 'en-GB')).toEqual({
      day: 'Tuesday 12 January 2027',
      time: '00:00',
      zone: 'America/New York, UTC-05:00',
    });
  });

  it('has one comma at most in any form of English', () => {
    expect(whenWords(new Date('2027-01-12T15:00:00Z'), 'UTC', 'en-US').day).toBe('Tuesday January 12, 2027');
  });
});
