import { Link } from '@tanstack/react-router';
import { useRef, useState, type KeyboardEvent } from 'react';
import { standingOf, type CalendarModel, type Entry } from '../../calendar/calendar-model.js';
import {
  cellAt,
  cellByKey,
  spanBetween,
  spanOf,
  type Cell,
  type Row,
  type Shown,
  type Span,
} from '../../calendar/grid.js';
import { cellName, spanSaid } from '../../calendar/spoken.js';
import { timeOfDay } from '../../calendar/wall-day.js';
import { texts } from '../../texts/texts.js';
import { dayInWeek } from '../wall-time.js';
import { keysHint } from './legend.js';
import type { Dragging } from './use-drag.js';

const words = texts.calendar;

interface TimeTableProps {
  readonly model: CalendarModel;
  readonly label: string;
  readonly shown: Shown;
  /** What a pointer draws over at the moment. */
  readonly drawn: Span | null;
  readonly dragging: Dragging;
  readonly onTime: (span: Span) => void;
  readonly onEntry: (entry: Entry) => void;
}

/** Every time of the days as a cell that has a name. Arrow keys go through them, with Shift they choose several, Enter opens. */
export function TimeTable({ model, label, shown, drawn, dragging, onTime, onEntry }: TimeTableProps) {
  const { grid } = model;
  const table = useRef<HTMLDivElement>(null);
  const [last, setLast] = useState<Cell | null>(null);
  const [anchor, setAnchor] = useState<Cell | null>(null);
  const cursor = last && isShown(last, shown) && spanOf(grid, last) ? last : firstCell(model, shown);
  const chosen = anchor && isShown(anchor, shown) ? spanBetween(grid, anchor, cursor) : null;
  const marked = drawn ?? chosen;

  const open = (cell: Cell) => {
    const span = spanOf(grid, cell);
    const standing = span && standingOf(model, span);
    const taken = standing?.is === 'taken' ? standing.by.find(({ told }) => told.id !== null) : undefined;
    if (taken) onEntry(taken);
    else if (span) onTime(span);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'gridcell') return;
    const next = cellByKey(grid, shown, cursor, event.key);
    if (event.key === 'Enter' || event.key === ' ') {
      if (chosen) onTime(chosen);
      else open(cursor);
    } else if (event.key === 'Escape') setAnchor(null);
    else if (next) {
      setAnchor(event.shiftKey ? (anchor ?? cursor) : null);
      setLast(next);
      table.current?.querySelector<HTMLElement>(`[data-cell="${next.column}-${next.row}"]`)?.focus();
    } else if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
  };
  const isMarked = (span: Span | null) =>
    span !== null && marked !== null && marked.start <= span.start && span.end <= marked.end;
  const classOfCell = (span: Span | null) =>
    ['calendar-cell', !span && 'skipped', isMarked(span) && 'marked-time'].filter(Boolean).join(' ');

  return (
    <div
      role="grid"
      aria-label={label}
      aria-describedby={keysHint}
      aria-multiselectable
      ref={table}
      onKeyDown={onKeyDown}
    >
      <Days model={model} />
      {grid.rows.map((row, place) =>
        !isShown({ row: place }, shown) ? null : (
          <div
            role="row"
            key={`${row.minute} ${row.again}`}
            className={row.minute % 60 === 0 ? 'calendar-row hour' : 'calendar-row'}
          >
            <RowTime row={row} />
            {grid.columns.map(({ day }, column) => {
              const cell = { column, row: place };
              const span = spanOf(grid, cell);
              return (
                <div
                  key={day.date}
                  role="gridcell"
                  data-cell={`${column}-${place}`}
                  className={classOfCell(span)}
                  aria-label={cellName(model, cell)}
                  aria-selected={isMarked(span)}
                  aria-disabled={span === null}
                  tabIndex={span === null ? undefined : cursor.column === column && cursor.row === place ? 0 : -1}
                  onFocus={() => setLast(cell)}
                  onPointerDown={dragging.choose}
                  onClick={() => {
                    setAnchor(null);
                    if (!dragging.isEndOfDrag()) open(cell);
                  }}
                />
              );
            })}
          </div>
        ),
      )}
      <p role="status" className="visually-hidden">
        {chosen && words.chosen(spanSaid(grid, chosen))}
      </p>
    </div>
  );
}

const isShown = ({ row }: Pick<Cell, 'row'>, { first, last }: Shown): boolean => first <= row && row <= last;

/** Where the keys begin: at the present time, else where the first day opens, else at its beginning. */
function firstCell({ grid, now, hours }: CalendarModel, shown: Shown): Cell {
  const open = hours.flat()[0];
  const found = [now, ...(open ? [open.start] : [])].map((instant) => cellAt(grid, instant));
  return found.find((cell) => cell !== null && isShown(cell, shown)) ?? firstOf(grid.columns[0]!.starts, shown);
}

const firstOf = (starts: readonly (number | null)[], { first }: Shown): Cell => ({
  column: 0,
  row: starts.findIndex((start, row) => row >= first && start !== null),
});

function Days({ model: { coach, grid, today } }: { model: CalendarModel }) {
  return (
    <div role="row" className="calendar-row head">
      <span role="columnheader">
        <span className="visually-hidden">{words.time}</span>
      </span>
      {grid.columns.map(({ day: { date } }) => (
        <span role="columnheader" key={date} className={date === today ? 'calendar-day today' : 'calendar-day'}>
          {grid.columns.length > 1 ? (
            <Link to="/studio/calendar" search={{ coach: coach.id, date, view: 'day' }}>
              {dayInWeek(date)}
            </Link>
          ) : (
            dayInWeek(date)
          )}
          {date === today && <span className="soft">{words.isToday}</span>}
        </span>
      ))}
    </div>
  );
}

function RowTime({ row: { minute, again } }: { row: Row }) {
  const time = again ? words.again(timeOfDay(minute)) : timeOfDay(minute);
  return (
    <span role="rowheader" className="calendar-time">
      <span className={minute % 60 === 0 ? undefined : 'visually-hidden'}>{time}</span>
    </span>
  );
}
