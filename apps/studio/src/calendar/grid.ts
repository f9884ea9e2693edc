import type { WallDay } from './wall-day.js';

/** The length of a row. Entries are laid and dragged to a half of it. */
export const rowMinutes = 30;
const rowMs = rowMinutes * 60_000;
const stepMs = rowMs / 2;

/** A row of the grid: a time of day, or the second coming of one on a day on which the clock goes back. */
export interface Row {
  readonly minute: number;
  readonly again: boolean;
}

/** A day as a column of the grid: when each row begins on it, or null where this day has no such time. */
export interface Column {
  readonly day: WallDay;
  readonly starts: readonly (number | null)[];
}

/** Days side by side, whose equal times stand in equal rows, also in a week in which the clock is changed. */
export interface Grid {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
}

/** A place in the grid, by its indexes. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** From and until when something lasts, in milliseconds. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lays days side by side. An hour that one of them has twice gets rows of its own, which the others leave empty. */
export function gridOf(days: readonly WallDay[]): Grid {
  const rows: Row[] = Array.from({ length: 1440 / rowMinutes }, (_, place) => ({
    minute: place * rowMinutes,
    again: false,
  }));
  const cells = days.map(cellsOf);
  for (const ofDay of cells)
    ofDay.forEach((cell, place) => {
      if (indexOf(rows, cell) < 0) rows.splice(indexOf(rows, ofDay[place - 1]!) + 1, 0, { ...cell.row });
    });
  return {
    rows,
    columns: days.map((day, place) => ({
      day,
      starts: rows.map((row) => cells[place]!.find((cell) => isSame(cell.row, row))?.start ?? null),
    })),
  };
}

interface DayCell {
  readonly row: Row;
  readonly start: number;
}

function cellsOf({ stretches }: WallDay): DayCell[] {
  const seen = new Set<number>();
  const cells: DayCell[] = [];
  for (const { start, end, minute } of stretches)
    for (let at = start; at < end; at += rowMs) {
      const onWall = Math.floor((minute + (at - start) / 60_000) / rowMinutes) * rowMinutes;
      cells.push({ row: { minute: onWall, again: seen.has(onWall) }, start: at });
      seen.add(onWall);
    }
  return cells;
}

const isSame = (one: Row, other: Row): boolean => one.minute === other.minute && one.again === other.again;
const indexOf = (rows: readonly Row[], { row }: DayCell): number => rows.findIndex((one) => isSame(one, row));

/** How far down a column something begins and ends, in rows; null where it does not touch the day. */
export function placeOf({ day, starts }: Column, { start, end }: Span): { top: number; bottom: number } | null {
  if (start >= day.end || end <= day.start) return null;
  return {
    top: depthOf(starts, Math.max(start, day.start), false),
    bottom: depthOf(starts, Math.min(end, day.end), true),
  };
}

/** Where an instant lies: as an end, at the foot of the row before it, however far the next one is. */
function depthOf(starts: Column['starts'], instant: number, isEnd: boolean): number {
  const row = starts.findIndex(
    (start) =>
      start !== null &&
      (isEnd ? start < instant && instant <= start + rowMs : start <= instant && instant < start + rowMs),
  );
  return row < 0 ? (isEnd ? starts.length : 0) : row + (instant - starts[row]!) / rowMs;
}

/** The instant that lies so many rows down a column, at the step before it; in a time the day does not have, the next that it has. */
export function instantAt({ day, starts }: Column, depth: number): number {
  const row = Math.min(Math.max(Math.floor(depth), 0), starts.length - 1);
  const start = starts[row];
  if (start === null || start === undefined) return starts.slice(row).find((later) => later !== null) ?? day.end;
  return Math.min(start + Math.floor(((depth - row) * rowMs) / stepMs) * stepMs, day.end);
}

/** What a cell stands for; null in a time that its day does not have. */
export function spanOf({ columns }: Grid, { column, row }: Cell): Span | null {
  const start = columns[column]?.starts[row] ?? null;
  return start === null ? null : { start, end: Math.min(start + rowMs, columns[column]!.day.end) };
}

/** From the earlier of two cells to the end of the later one. */
export function spanBetween(grid: Grid, one: Cell, other: Cell): Span | null {
  const [first, second] = [spanOf(grid, one), spanOf(grid, other)];
  return first && second && { start: Math.min(first.start, second.start), end: Math.max(first.end, second.end) };
}

/** The cell in which an instant lies; null outside the days that are shown. */
export function cellAt({ columns }: Grid, instant: number): Cell | null {
  const column = columns.findIndex(({ day }) => day.start <= instant && instant < day.end);
  if (column < 0) return null;
  const row = columns[column]!.starts.findIndex(
    (start) => start !== null && start <= instant && instant < start + rowMs,
  );
  return row < 0 ? null : { column, row };
}

const isNumber = (start: number | null | undefined): start is number => typeof start === 'number';

/** The cell so many rows down a column; null in a time its day does not have. */
export function cellUnder({ columns }: Grid, { column, depth }: { column: number; depth: number }): Cell | null {
  const row = Math.floor(depth);
  return isNumber(columns[column]?.starts[row]) ? { column, row } : null;
}

const directions: Readonly<Record<string, readonly [columns: number, rows: number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** The cell that a key leads to among the rows that are shown; null for other keys and at the edge. Times a day does not have are passed over. */
export function cellByKey({ columns }: Grid, shown: Shown, { column, row }: Cell, key: string): Cell | null {
  if (key === 'Home') return nearest(columns, shown, 0, row);
  if (key === 'End') return nearest(columns, shown, columns.length - 1, row);
  const direction = directions[key];
  if (!direction) return null;
  const [sideways, down] = direction;
  if (sideways !== 0) return nearest(columns, shown, column + sideways, row);
  for (let next = row + down; next >= shown.first && next <= shown.last; next += down)
    if (isNumber(columns[column]?.starts[next])) return { column, row: next };
  return null;
}

function nearest(columns: readonly Column[], shown: Shown, column: number, row: number): Cell | null {
  const starts = columns[column]?.starts;
  if (!starts) return null;
  for (let next = row; next <= shown.last; next += 1) if (starts[next] !== null) return { column, row: next };
  for (let next = row; next >= shown.first; next -= 1) if (starts[next] !== null) return { column, row: next };
  return null;
}

/** The first and the last row that are shown. */
export interface Shown {
  readonly first: number;
  readonly last: number;
}

const usual = { from: 8 * 60, to: 18 * 60 };

/** The hours worth showing: the usual ones of a day, and whatever is open or taken before and after them; whole hours. */
export function shownRows({ rows, columns }: Grid, spans: readonly Span[]): Shown {
  const minutes = columns.flatMap((column) =>
    spans.flatMap((span) => {
      const place = placeOf(column, span);
      return place ? [rows[Math.floor(place.top)]!.minute, rows[Math.ceil(place.bottom) - 1]!.minute + rowMinutes] : [];
    }),
  );
  const from = Math.floor(Math.min(usual.from, ...minutes) / 60) * 60;
  const to = Math.ceil(Math.max(usual.to, ...minutes) / 60) * 60;
  return {
    first: rows.findIndex(({ minute }) => minute >= from),
    last: rows.findLastIndex(({ minute }) => minute < to),
  };
}
