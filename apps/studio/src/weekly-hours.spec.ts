import { openingOfRule, quarters, rulesOf, weekOf } from './weekly-hours.js';

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

  it('offers every quarter of an hour up to the end of the day', () => {
    expect([quarters[0], quarters[37], quarters.at(-1)]).toEqual(['00:00', '09:15', '24:00']);
  });
});
