import { draggedTo, movedByKey, stretchedTo } from './drag.js';
import { london } from './given-days.js';
import { gridOf, type Span } from './grid.js';

const grid = gridOf([london.saturday, london.spring]);
const span = (start: string, end: string): Span => ({ start: Date.parse(start), end: Date.parse(end) });
const talk = span('2027-03-27T10:00:00Z', '2027-03-27T11:00:00Z');
const tenOnSunday = span('2027-03-28T09:00:00Z', '2027-03-28T10:00:00Z');

describe('What is dragged in a calendar', () => {
  it('comes to lie at the nearest quarter of an hour, wherever it was held, and stays as long', () => {
    expect(draggedTo(grid, talk, { column: 0, depth: 21 }, { column: 0, depth: 23.2 })).toEqual(
      span('2027-03-27T11:00:00Z', '2027-03-27T12:00:00Z'),
    );
    expect(draggedTo(grid, talk, { column: 0, depth: 21 }, { column: 0, depth: 21.3 })).toEqual(
      span('2027-03-27T10:15:00Z', '2027-03-27T11:15:00Z'),
    );
  });

  it('stands at the same time on the wall in another day, whose clock has changed', () => {
    expect(draggedTo(grid, talk, { column: 0, depth: 20.5 }, { column: 1, depth: 20.5 })).toEqual(tenOnSunday);
    expect(movedByKey(grid, talk, 'ArrowRight')).toEqual(tenOnSunday);
    expect(movedByKey(grid, tenOnSunday, 'ArrowLeft')).toEqual(talk);
  });

  it('lasts as long where the clock is changed within it', () => {
    const night = span('2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z');
    expect(movedByKey(grid, night, 'ArrowDown')).toEqual(span('2027-03-28T00:45:00Z', '2027-03-28T01:45:00Z'));
    expect(movedByKey(grid, span('2027-03-28T01:00:00Z', '2027-03-28T02:00:00Z'), 'ArrowUp')).toEqual(
      span('2027-03-28T00:45:00Z', '2027-03-28T01:45:00Z'),
    );
  });

  it('goes nowhere by other keys, beyond the days that are shown, or from the day before', () => {
    expect(movedByKey(grid, talk, 'ArrowLeft')).toBeNull();
    expect(movedByKey(grid, talk, 'Enter')).toBeNull();
    expect(draggedTo(grid, talk, { column: 0, depth: 20 }, { column: 2, depth: 20 })).toBeNull();
    const overnight = span('2027-03-27T23:00:00Z', '2027-03-28T03:00:00Z');
    expect(draggedTo(grid, overnight, { column: 1, depth: 1 }, { column: 1, depth: 9 })).toBeNull();
  });

  it('is drawn longer or shorter by its edges, and never to nothing', () => {
    expect(stretchedTo(grid, talk, 'end', { column: 0, depth: 24.1 })).toEqual({
      ...talk,
      end: Date.parse('2027-03-27T12:00:00Z'),
    });
    expect(stretchedTo(grid, talk, 'end', { column: 0, depth: 3 })).toEqual({
      ...talk,
      end: Date.parse('2027-03-27T10:15:00Z'),
    });
    expect(stretchedTo(grid, talk, 'start', { column: 0, depth: 18 })).toEqual({
      ...talk,
      start: Date.parse('2027-03-27T09:00:00Z'),
    });
  });
});
