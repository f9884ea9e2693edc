import type { CSSProperties } from 'react';
import type { CalendarModel } from '../../calendar/calendar-model.js';
import { placeOf, type Column, type Grid, type Shown, type Span } from '../../calendar/grid.js';
import { spanSaid } from '../../calendar/spoken.js';
import { texts } from '../../texts/texts.js';

interface LayerProps {
  readonly model: CalendarModel;
  readonly shown: Shown;
}

/** How far down a column something lies, in rows of those that are shown; null where none of it is. */
export function drawnAt(column: Column, span: Span, { first, last }: Shown): CSSProperties | null {
  const place = placeOf(column, span);
  if (!place) return null;
  const [top, bottom] = [Math.max(place.top, first), Math.min(place.bottom, last + 1)];
  if (bottom <= top) return null;
  return { '--top': top - first, '--height': bottom - top } as CSSProperties;
}

/** The hours in which a coach can be booked, behind the times; every cell says the same in its name. */
export function OpenHours({ model: { grid, hours }, shown }: LayerProps) {
  return (
    <div className="calendar-under" aria-hidden>
      {grid.columns.map((column, place) => (
        <div key={column.day.date} className="calendar-column">
          {hours[place]!.map((open) => {
            const at = drawnAt(column, open, shown);
            return at && <div key={open.start} className="calendar-open" style={at} />;
          })}
        </div>
      ))}
    </div>
  );
}

/** A line across the present day, at the present time. */
export function NowLine({ model: { grid, now }, shown }: LayerProps) {
  const place = grid.columns.findIndex(({ day }) => day.start <= now && now < day.end);
  const at = place < 0 ? null : drawnAt(grid.columns[place]!, { start: now, end: now + 1 }, shown);
  if (!at) return null;
  return (
    <div className="calendar-now" style={{ ...at, '--column': place } as CSSProperties}>
      <span className="visually-hidden">{texts.calendar.now}</span>
    </div>
  );
}

/** Where something that is being moved would come to lie. */
export function OnItsWayTo({ span, grid, shown }: { span: Span; grid: Grid; shown: Shown }) {
  return (
    <div className="calendar-over" aria-hidden>
      {grid.columns.map((column) => {
        const at = drawnAt(column, span, shown);
        return (
          <div key={column.day.date} className="calendar-column">
            {at && (
              <div className="calendar-entry" style={{ ...at, '--strip': 0, '--strips': 1 } as CSSProperties}>
                <div className="calendar-thing moves">{spanSaid(grid, span)}</div>
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}
