import { calendarSearch } from './calendar-search.js';

describe('The address of a calendar', () => {
  it('says whose, which date, the day alone, and blocked time to begin with', () => {
    const said = { coach: 'olive', date: '2027-03-28', view: 'day', blocked: '01-ab' };
    expect(calendarSearch(said)).toEqual(said);
  });

  it('leaves out what makes no sense', () => {
    expect(calendarSearch({ coach: 7, date: '2027-02-30', view: 'year', other: 'x' })).toEqual({});
    expect(calendarSearch({ date: 'tomorrow' })).toEqual({});
  });
});
