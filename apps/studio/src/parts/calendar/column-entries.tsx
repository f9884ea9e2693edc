import type { CSSProperties, KeyboardEvent } from 'react';
import type { CalendarModel, Entry, OnItsWay } from '../../calendar/calendar-model.js';
import { movedByKey } from '../../calendar/drag.js';
import type { Column, Shown, Span } from '../../calendar/grid.js';
import { sideBySide } from '../../calendar/side-by-side.js';
import { entryName } from '../../calendar/spoken.js';
import { texts } from '../../texts/texts.js';
import { dayInYear } from '../wall-time.js';
import { EntryWords, kindOf } from './entry-words.js';
import { drawnAt } from './hours-and-now.js';
import type { Dragging } from './use-drag.js';

const words = texts.calendar;
/** What is shorter has one line. */
const twoLinesMs = 45 * 60_000;

interface ColumnEntriesProps {
  readonly model: CalendarModel;
  readonly column: Column;
  readonly shown: Shown;
  readonly moving: OnItsWay | null;
  readonly dragging: Dragging;
  readonly onOpen: (entry: Entry) => void;
  readonly onHold: (held: OnItsWay | null) => void;
  readonly onMoved: (entry: Entry, span: Span) => void;
  readonly onRemove: (entry: Entry) => void;
}

/** What stands in one day, each at its time; those at one time stand side by side. What is on its way stays until it is there. */
export function ColumnEntries({ model, column, shown, moving, ...acts }: ColumnEntriesProps) {
  const drawn = model.entries.flatMap((entry) => {
    const at = drawnAt(column, entry, shown);
    return at ? [{ entry, at }] : [];
  });
  const strips = sideBySide(drawn.map(({ entry }) => entry));
  return (
    <ul className="calendar-column" aria-label={words.entriesOf(dayInYear(column.day.date))}>
      {model.entries.flatMap(({ key, keeps, ...span }) =>
        [
          { start: keeps.start, end: span.start },
          { start: span.end, end: keeps.end },
        ].map((buffer) => {
          const at = buffer.start < buffer.end ? drawnAt(column, buffer, shown) : null;
          return at && <li key={`${key} ${buffer.start}`} className="calendar-buffer" style={at} aria-hidden />;
        }),
      )}
      {drawn.map(({ entry, at }, place) => (
        <li
          key={entry.key}
          className="calendar-entry"
          style={{ ...at, '--strip': strips[place]!.strip, '--strips': strips[place]!.of } as CSSProperties}
        >
          <OneEntry
            entry={entry}
            model={model}
            held={moving?.key === entry.key ? moving.span : null}
            begins={entry.start >= column.day.start}
            {...acts}
          />
        </li>
      ))}
    </ul>
  );
}

interface OneEntryProps extends Pick<
  ColumnEntriesProps,
  'model' | 'dragging' | 'onOpen' | 'onHold' | 'onMoved' | 'onRemove'
> {
  readonly entry: Entry;
  readonly held: Span | null;
  readonly begins: boolean;
}

function OneEntry({
  entry,
  model: { grid },
  held,
  begins,
  dragging,
  onOpen,
  onHold,
  onMoved,
  onRemove,
}: OneEntryProps) {
  const { told } = entry;
  const isBlocked = told.kind === 'blocked';
  const isMovable = told.movable && told.dates === null;
  const name = entryName(told);
  const shown = <EntryWords told={told} brief={entry.end - entry.start < twoLinesMs} />;
  const className = `calendar-thing ${kindOf(told)}${held ? ' left-behind' : ''}`;
  if (told.id === null)
    return (
      <div className={className} role="group" aria-label={name} title={name}>
        {shown}
      </div>
    );
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = event.shiftKey && isMovable ? movedByKey(grid, held ?? entry, event.key) : null;
    if (moved) onHold({ key: entry.key, span: moved });
    else if (event.key === 'Escape' && held) onHold(null);
    else if (event.key === 'Enter' && held) {
      onHold(null);
      onMoved(entry, held);
    } else if (event.key === 'Delete' && isBlocked && told.movable) onRemove(entry);
    else return;
    event.preventDefault();
  };
  const isDraggable = isMovable && begins;
  return (
    <button
      type="button"
      className={className}
      data-entry={entry.key}
      aria-label={name}
      title={name}
      onClick={() => !dragging.isEndOfDrag() && onOpen(entry)}
      onKeyDown={onKeyDown}
      onBlur={() => held && onHold(null)}
      onPointerDown={isDraggable ? (event) => dragging.move(event, entry) : undefined}
    >
      {shown}
      {isDraggable && isBlocked && (
        <>
          <span className="calendar-edge start" onPointerDown={(event) => dragging.stretch(event, entry, 'start')} />
          <span className="calendar-edge end" onPointerDown={(event) => dragging.stretch(event, entry, 'end')} />
        </>
      )}
    </button>
  );
}
