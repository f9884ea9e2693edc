import { cellAt, instantAt, placeOf, type Grid, type Span } from './grid.js';

const stepMs = 15 * 60_000;
/** A step is half a row, so the nearest one begins a quarter of a row before it. */
const halfStep = 0.25;

/** A place under a finger: which column, and how many rows down. */
export interface Point {
  readonly column: number;
  readonly depth: number;
}

/** Where something lies that was taken up at one place and let go at another; it lasts as long as before. Null outside the days. */
export function draggedTo(grid: Grid, span: Span, from: Point, to: Point): Span | null {
  const column = grid.columns[to.column];
  const began = grid.columns[from.column];
  const place = began && placeOf(began, span);
  if (!column || !place || span.start < began.day.start) return null;
  const start = instantAt(column, place.top + to.depth - from.depth + halfStep);
  return start < column.day.start || start >= column.day.end ? null : { start, end: start + span.end - span.start };
}

/** Something whose beginning or end was drawn to another place of its day: at least one step long. */
export function stretchedTo(grid: Grid, span: Span, edge: 'start' | 'end', to: Point): Span | null {
  const column = grid.columns[to.column];
  if (!column) return null;
  const instant = instantAt(column, to.depth + halfStep);
  return edge === 'start'
    ? { start: Math.min(instant, span.end - stepMs), end: span.end }
    : { start: span.start, end: Math.max(instant, span.start + stepMs) };
}

/** Where a key with Shift leads something: a step up or down, or to the same time of the day beside it. Null for other keys and at the edge. */
export function movedByKey(grid: Grid, span: Span, key: string): Span | null {
  const minutes = { ArrowUp: -stepMs, ArrowDown: stepMs }[key];
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const at = cellAt(grid, span.start);
  if (!at) return null;
  if (minutes !== undefined) {
    const moved = { start: span.start + minutes, end: span.end + minutes };
    return cellAt(grid, moved.start) && moved;
  }
  if (sideways === undefined) return null;
  const [own, target] = [grid.columns[at.column]!, grid.columns[at.column + sideways]];
  if (!target) return null;
  const start = instantAt(target, at.row) + span.start - instantAt(own, at.row);
  return { start, end: start + span.end - span.start };
}
