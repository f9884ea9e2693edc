import { london, saturdayInAutumn } from './given-days.js';
import { cellAt, cellByKey, gridOf, instantAt, placeOf, shownRows, spanBetween, spanOf, type Span } from './grid.js';
import { timeOfDay, wallTimeAt } from './wall-day.js';

const at = (instant: string) => Date.parse(instant);
const span = (start: string, end: string): Span => ({ start: at(start), end: at(end) });
const ordinary = gridOf([london.saturday]);
const spring = gridOf([london.saturday, london.spring]);
const autumn = gridOf([saturdayInAutumn, london.autumn]);
const all = (grid: typeof spring) => ({ first: 0, last: grid.rows.length - 1 });

describe('Days side by side (issue 4, item 9)', () => {
  it('have a row for each half hour, which is an equal time on each of them', () => {
    expect(ordinary.rows).toHaveLength(48);
    expect(placeOf(ordinary.columns[0]!, span('2027-03-27T10:15:00Z', '2027-03-27T11:00:00Z'))).toEqual({
      top: 20.5,
      bottom: 22,
    });
    expect(instantAt(ordinary.columns[0]!, 20.6)).toBe(at('2027-03-27T10:15:00Z'));
  });

  it('leave the hour empty that a day of 23 hours does not have, and go on below it', () => {
    const [before, changing] = spring.columns;
    expect(spring.rows).toHaveLength(48);
    expect(
      changing!.starts.flatMap((start, row) => (start === null ? [timeOfDay(spring.rows[row]!.minute)] : [])),
    ).toEqual(['01:00', '01:30']);
    expect(before!.starts).not.toContain(null);
    // Half past midnight until half past two is an hour long that night, and is drawn from row 1 to row 5.
    expect(placeOf(changing!, span('2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z'))).toEqual({ top: 1, bottom: 5 });
    // What ends when the clock jumps ends above the gap, and what begins then begins below it.
    expect(placeOf(changing!, span('2027-03-28T00:00:00Z', '2027-03-28T01:00:00Z'))).toEqual({ top: 0, bottom: 2 });
    expect(placeOf(changing!, span('2027-03-28T01:00:00Z', '2027-03-28T02:00:00Z'))).toEqual({ top: 4, bottom: 6 });
    expect(wallTimeAt(london.spring, instantAt(changing!, 2.5))).toMatchObject({ time: '02:00' });
  });

  it('give the hour that a day of 25 hours has twice rows of its own, which the others leave empty', () => {
    const [before, changing] = autumn.columns;
    expect(autumn.rows).toHaveLength(50);
    expect(autumn.rows.slice(2, 7)).toEqual([
      { minute: 60, again: false },
      { minute: 90, again: false },
      { minute: 60, again: true },
      { minute: 90, again: true },
      { minute: 120, again: false },
    ]);
    expect(before!.starts.flatMap((start, row) => (start === null ? [row] : []))).toEqual([4, 5]);
    expect(changing!.starts).not.toContain(null);
    expect(placeOf(changing!, span('2027-10-31T01:00:00Z', '2027-10-31T02:00:00Z'))).toEqual({ top: 4, bottom: 6 });
    expect(placeOf(before!, span('2027-10-30T00:30:00Z', '2027-10-30T01:30:00Z'))).toEqual({ top: 3, bottom: 7 });
    expect(wallTimeAt(london.autumn, instantAt(changing!, 4))).toEqual({
      date: '2027-10-31',
      time: '01:00',
      offset: '+00:00',
    });
    expect(wallTimeAt(london.autumn, instantAt(changing!, 2))).toEqual({
      date: '2027-10-31',
      time: '01:00',
      offset: '+01:00',
    });
  });

  it('cut what goes on over midnight, and leave out what touches them only', () => {
    const night = span('2027-03-27T22:00:00Z', '2027-03-28T02:00:00Z');
    expect(placeOf(spring.columns[0]!, night)).toEqual({ top: 44, bottom: 48 });
    expect(placeOf(spring.columns[1]!, night)).toEqual({ top: 0, bottom: 6 });
    expect(placeOf(spring.columns[1]!, span('2027-03-27T10:00:00Z', '2027-03-28T00:00:00Z'))).toBeNull();
    expect(placeOf(spring.columns[0]!, span('2027-03-28T00:00:00Z', '2027-03-28T01:00:00Z'))).toBeNull();
  });

  it('find each instant where they draw it, on every step of a night in which the clock changes', () => {
    for (const grid of [ordinary, spring, autumn])
      for (const column of grid.columns)
        for (let instant = column.day.start; instant < column.day.end; instant += 15 * 60_000) {
          const { top } = placeOf(column, { start: instant, end: instant + 1 })!;
          expect(instantAt(column, top)).toBe(instant);
          expect(cellAt(grid, instant)).toEqual({ column: grid.columns.indexOf(column), row: Math.floor(top) });
        }
    expect(cellAt(spring, at('2027-04-01T00:00:00Z'))).toBeNull();
  });
});

describe('The keys in a calendar', () => {
  it('lead over a time that the day does not have, and stop at the edges', () => {
    const from = cellAt(spring, at('2027-03-28T00:30:00Z'))!;
    const below = cellByKey(spring, all(spring), from, 'ArrowDown')!;
    expect(spanOf(spring, below)!.start).toBe(at('2027-03-28T01:00:00Z'));
    expect(cellByKey(spring, all(spring), below, 'ArrowUp')).toEqual(from);
    expect(cellByKey(spring, all(spring), below, 'ArrowRight')).toBeNull();
    expect(cellByKey(spring, { first: from.row, last: 47 }, from, 'ArrowUp')).toBeNull();
    expect(cellByKey(spring, all(spring), from, 'a')).toBeNull();
  });

  it('find the nearest time there is in the day beside', () => {
    expect(cellByKey(spring, all(spring), { column: 0, row: 2 }, 'ArrowRight')).toEqual({ column: 1, row: 4 });
    expect(cellByKey(autumn, all(autumn), { column: 1, row: 4 }, 'Home')).toEqual({ column: 0, row: 6 });
    expect(cellByKey(autumn, all(autumn), { column: 0, row: 9 }, 'End')).toEqual({ column: 1, row: 9 });
  });

  it('choose from the first cell to the end of the last, whichever way they went', () => {
    const chosen = span('2027-03-27T10:00:00Z', '2027-03-28T10:30:00Z');
    const [one, other] = [cellAt(spring, chosen.start)!, cellAt(spring, at('2027-03-28T10:00:00Z'))!];
    expect(spanBetween(spring, one, other)).toEqual(chosen);
    expect(spanBetween(spring, other, one)).toEqual(chosen);
  });
});

describe('The hours that are shown', () => {
  const times = (spans: readonly Span[]) => {
    const { first, last } = shownRows(ordinary, spans);
    return [ordinary.rows[first]!.minute / 60, (ordinary.rows[last]!.minute + 30) / 60];
  };

  it('are those of a usual day, and whatever is open or taken outside of them, in whole hours', () => {
    expect(times([])).toEqual([8, 18]);
    expect(times([span('2027-03-27T06:45:00Z', '2027-03-27T07:15:00Z')])).toEqual([6, 18]);
    expect(times([span('2027-03-27T17:00:00Z', '2027-03-27T20:10:00Z')])).toEqual([8, 21]);
    expect(times([span('2027-03-27T22:00:00Z', '2027-03-28T02:00:00Z')])).toEqual([8, 24]);
    expect(times([span('2027-04-27T02:00:00Z', '2027-04-27T03:00:00Z')])).toEqual([8, 18]);
  });
});
