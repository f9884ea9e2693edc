import { useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import type { CalendarModel, Entry, OnItsWay } from '../../calendar/calendar-model.js';
import type { Shown, Span } from '../../calendar/grid.js';
import { spanSaid } from '../../calendar/spoken.js';
import { texts } from '../../texts/texts.js';
import { ColumnEntries } from './column-entries.js';
import { NowLine, OnItsWayTo, OpenHours } from './hours-and-now.js';
import { TimeTable } from './time-table.js';
import { useDrag } from './use-drag.js';

interface WeekCalendarProps {
  readonly model: CalendarModel;
  /** Which days these are, for those who hear it. */
  readonly label: string;
  readonly shown: Shown;
  /** What was let go somewhere, until the server has answered. */
  readonly onItsWay: OnItsWay | null;
  readonly onTime: (span: Span) => void;
  readonly onEntry: (entry: Entry) => void;
  readonly onMoved: (entry: Entry, span: Span) => void;
  readonly onRemove: (entry: Entry) => void;
  readonly onPage: (direction: -1 | 1) => void;
  readonly onUndo: () => void;
}

/** Days side by side with what stands in them: a table of times to walk through by keys, and the entries above it. */
export function WeekCalendar(props: WeekCalendarProps) {
  const { model, label, shown, onTime, onEntry, onMoved } = props;
  const { grid } = model;
  const body = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<OnItsWay | null>(null);
  const dragging = useDrag({ grid, shown, body, onChosen: onTime, onMoved });
  const { drag } = dragging;
  const moving = props.onItsWay ?? held ?? (drag?.entry ? { key: drag.entry.key, span: drag.span } : null);
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = ({ PageUp: -1, PageDown: 1 } as const)[event.key];
    if (direction) props.onPage(direction);
    else if (event.key === 'z' && (event.ctrlKey || event.metaKey)) props.onUndo();
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="calendar"
      style={{ '--columns': grid.columns.length, '--rows': shown.last + 1 - shown.first } as CSSProperties}
      onKeyDown={onKeyDown}
    >
      <OpenHours model={model} shown={shown} />
      <TimeTable
        model={model}
        label={label}
        shown={shown}
        drawn={drag && !drag.entry ? drag.span : null}
        dragging={dragging}
        onTime={onTime}
        onEntry={onEntry}
      />
      <div className="calendar-over" ref={body}>
        {grid.columns.map((column) => (
          <ColumnEntries
            key={column.day.date}
            model={model}
            column={column}
            shown={shown}
            moving={moving}
            dragging={dragging}
            onOpen={onEntry}
            onHold={setHeld}
            onMoved={onMoved}
            onRemove={props.onRemove}
          />
        ))}
      </div>
      {moving && <OnItsWayTo span={moving.span} grid={grid} shown={shown} />}
      <NowLine model={model} shown={shown} />
      <p role="status" className="visually-hidden">
        {held && texts.calendar.moving(spanSaid(grid, held.span))}
      </p>
    </div>
  );
}
