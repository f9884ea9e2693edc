import {
  copied,
  goesOn,
  isLike,
  mayEndNextDay,
  openingOfRule,
  overMidnight,
  quarters,
  rulesOf,
  weekOf,
  workdays,
} from './weekly-hours.js';

describe('The weekly hours in the editor', () => {
  const week = weekOf({
    weekly: [
      { days: ['mon', 'wed'], from: '13:00', to: '17:00' },
      { days: ['mon'], from: '09:00', to: '12:00' },
    ],
  });

  it('gives every day its own hours, in order', () => {
    expect(week.mon).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ]);
    expect(week.tue).toEqual([]);
    expect(week.wed).toEqual([{ from: '13:00', to: '17:00' }]);
  });

  it('sends what it was given, a rule for each opening, and knows whose a fault is', () => {
    expect(weekOf({ weekly: rulesOf(week) })).toEqual(week);
    expect([0, 1, 2, 3].map((index) => openingOfRule(week, index))).toEqual([
      { day: 'mon', opening: 0 },
      { day: 'mon', opening: 1 },
      { day: 'wed', opening: 0 },
      undefined,
    ]);
  });

  it('copies the hours of a day to others, and knows that they are alike then', () => {
    expect(isLike(week, 'mon', workdays)).toBe(false);
    const alike = copied(week, 'mon', workdays);
    expect(isLike(alike, 'mon', workdays)).toBe(true);
    expect(alike.fri).toEqual(week.mon);
    expect(alike.sat).toEqual([]);
  });

  it('takes hours that end before they begin for hours over midnight only where the next day is free until then', () => {
    const late = { ...week, sun: [{ from: '22:00', to: '02:00' }] };
    expect(mayEndNextDay(late, 'sun', late.sun[0]!)).toBe(true);
    const split = overMidnight(late, 'sun', 0);
    expect(split.sun).toEqual([{ from: '22:00', to: '24:00' }]);
    expect(split.mon).toEqual([{ from: '00:00', to: '02:00' }, ...week.mon]);
    expect([goesOn(split, 'sun'), goesOn(split, 'mon')]).toEqual([true, false]);
    const taken = { ...late, mon: [{ from: '01:00', to: '03:00' }] };
    expect(mayEndNextDay(taken, 'sun', late.sun[0]!)).toBe(false);
    expect(mayEndNextDay(week, 'mon', { from: '09:00', to: '12:00' })).toBe(false);
    expect(mayEndNextDay(week, 'mon', { from: '09:00', to: '00:00' })).toBe(false);
  });

  it('offers every quarter of an hour up to the end of the day', () => {
    expect([quarters[0], quarters[37], quarters.at(-1)]).toEqual(['00:00', '09:15', '24:00']);
  });
});
