import type { CalendarEntry } from '#contracts';
import { keptSaid, startSaid, timesSaid } from '../../calendar/spoken.js';
import { texts } from '../../texts/texts.js';

const words = texts.calendar;

/** A sign beside the words of each status, so that nobody has to tell colours apart. */
export const signs: Partial<Record<NonNullable<CalendarEntry['status']>, string>> = {
  confirmed: '●',
  pending_approval: '?',
  held: '◔',
  completed: '✓',
  no_show: '✕',
};

/** The sign of a time that is kept for somebody who waits. */
export const keptSign = '◷';

/** How an entry is drawn: by what it is, and for an appointment by how it stands. */
export const kindOf = ({ kind, status }: CalendarEntry): string =>
  kind === 'appointment' ? `appointment ${status}` : kind;

interface EntryWordsProps {
  readonly told: CalendarEntry;
  /** Whether there is room for one line alone: then who comes is more than when it ends. */
  readonly brief?: boolean;
}

/** What an entry says of itself: when, who or what, and how it stands. */
export function EntryWords({ told, brief = false }: EntryWordsProps) {
  const { kind, title, who, status, answer, dates } = told;
  const named = kind === 'offered' ? keptSaid(told) : kind === 'blocked' ? words.blocked : words.busy;
  return (
    <span className="calendar-words">
      {status && <span aria-hidden>{signs[status]} </span>}
      {kind === 'offered' && <span aria-hidden>{keptSign} </span>}
      {!dates && <span className="time">{brief ? startSaid(told) : timesSaid(told)} </span>}
      {kind === 'appointment' ? (
        <>
          {who.map((name) => (
            <span key={name}>
              <bdi className="who">{name}</bdi> ·{' '}
            </span>
          ))}
          {title && <bdi>{title}</bdi>}{' '}
          {status !== 'confirmed' && status && <span>· {texts.status[answer ? 'answered' : status]}</span>}
        </>
      ) : (
        <>
          {named} {title && '· '}
          {title && <bdi>{title}</bdi>}
        </>
      )}
    </span>
  );
}
