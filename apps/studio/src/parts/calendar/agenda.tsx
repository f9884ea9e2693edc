import { Button, Title } from '@mantine/core';
import type { CalendarModel, Entry } from '../../calendar/calendar-model.js';
import { placeOf, type Column, type Span } from '../../calendar/grid.js';
import { entryName, timeSaid } from '../../calendar/spoken.js';
import { wallTimeAt } from '../../calendar/wall-day.js';
import { texts } from '../../texts/texts.js';
import { dayInYear } from '../wall-time.js';
import { EntryWords, kindOf } from './entry-words.js';

const words = texts.calendar;
const hourMs = 60 * 60_000;

interface AgendaProps {
  readonly model: CalendarModel;
  readonly onTime: (span: Span) => void;
  readonly onEntry: (entry: Entry) => void;
}

/** The days one below the other, each with what stands in it: for phones, where nothing has to be dragged. */
export function Agenda({ model, onTime, onEntry }: AgendaProps) {
  return (
    <div className="agenda">
      {model.grid.columns.map((column, place) => (
        <AgendaDay
          key={column.day.date}
          model={model}
          column={column}
          open={model.hours[place]!}
          onTime={onTime}
          onEntry={onEntry}
        />
      ))}
    </div>
  );
}

interface AgendaDayProps extends AgendaProps {
  readonly column: Column;
  readonly open: readonly Span[];
}

function AgendaDay({ model, column, open, onTime, onEntry }: AgendaDayProps) {
  const { day } = column;
  const name = dayInYear(day.date);
  const entries = model.entries.filter((entry) => placeOf(column, entry));
  const time = (instant: number) => timeSaid(wallTimeAt(day, instant));
  const hours = open.map(({ start, end }) => words.span(time(start), time(end))).join(', ');
  return (
    <section className="card" aria-label={name}>
      <div className="row">
        <div>
          <Title order={2} size="h4">
            {name}
          </Title>
          <span className="soft">
            {day.date === model.today && <strong>{words.isToday} · </strong>}
            {hours ? words.open(hours) : words.closed}
          </span>
        </div>
        <Button
          variant="subtle"
          aria-label={words.blockOrBookOn(name)}
          onClick={() => onTime(freeHour(model, column, open))}
        >
          {words.blockOrBook}
        </Button>
      </div>
      {entries.length === 0 && <p className="soft nothing">{words.nothing}</p>}
      <ul className="list">
        {entries.map((entry) => (
          <li key={entry.key}>
            {entry.told.id === null ? (
              <div className={`calendar-thing ${kindOf(entry.told)}`}>
                <EntryWords told={entry.told} />
              </div>
            ) : (
              <button
                type="button"
                className={`calendar-thing ${kindOf(entry.told)}`}
                aria-label={entryName(entry.told)}
                onClick={() => onEntry(entry)}
              >
                <EntryWords told={entry.told} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An hour to begin with: the first that is open and has nothing in it, still to come where the day is today. */
function freeHour({ entries, now }: CalendarModel, { day }: Column, open: readonly Span[]): Span {
  const whole = Math.ceil(Math.max(now, day.start) / hourMs) * hourMs;
  const from = now < day.end && now >= day.start ? whole : day.start;
  for (const { start, end } of open)
    for (let at = start; at + hourMs <= end; at += hourMs / 2) {
      const span = { start: at, end: at + hourMs };
      if (at >= from && !entries.some(({ keeps }) => keeps.start < span.end && span.start < keeps.end)) return span;
    }
  const start = Math.min(open[0]?.start ?? day.start + 9 * hourMs, day.end - hourMs);
  return { start, end: start + hourMs };
}
