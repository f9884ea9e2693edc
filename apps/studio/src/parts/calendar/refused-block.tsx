import type { CalendarEntry, Problem } from '#contracts';
import { Link } from '@tanstack/react-router';
import { ApiRefusal } from '../../api.js';
import { entrySaid, entryWhen } from '../../calendar/spoken.js';
import { useFocusOnce } from '../focus-once.js';
import { texts } from '../../texts/texts.js';
import { Refusal } from '../query.js';
import { UnclearTime } from '../times.js';

const words = texts.calendar;

type Conflict = Pick<
  CalendarEntry,
  'kind' | 'id' | 'start' | 'startsAt' | 'endsAt' | 'status' | 'answer' | 'keptUntil' | 'title' | 'who'
>;

/** What a refusal to block time tells beside its words. */
interface BlockProblem {
  readonly choices?: Problem['choices'];
  /** The time of the two that is not clear. */
  readonly field?: 'start' | 'end';
  /** What is in the way, and how much more of it there is. */
  readonly conflicts?: readonly Conflict[];
  readonly more?: number;
}

interface RefusedBlockProps {
  readonly error: Error | null;
  readonly pending: boolean;
  /** Which instant was meant by a time that the clock skips or has twice. */
  readonly onMeant: (field: 'start' | 'end', start: string) => void;
}

/** Why time was not blocked: what is in the way, with the way to it, or which time is meant. */
export function RefusedBlock({ error, pending, onMeant }: RefusedBlockProps) {
  if (!error) return null;
  const { choices, field, conflicts, more = 0 }: BlockProblem = error instanceof ApiRefusal ? error.problem : {};
  if (choices)
    return <UnclearTime choices={choices} pending={pending} onTake={(start) => onMeant(field ?? 'start', start)} />;
  if (conflicts) return <Conflicts conflicts={conflicts} more={more} />;
  return <Refusal error={error} />;
}

interface ConflictsProps {
  readonly conflicts: readonly Conflict[];
  readonly more: number;
}

function Conflicts({ conflicts, more }: ConflictsProps) {
  const place = useFocusOnce<HTMLDivElement>(true, conflicts);
  return (
    <div role="group" aria-label={words.conflicts} className="private" tabIndex={-1} ref={place}>
      <p>{words.conflicts}</p>
      <ul className="list">
        {conflicts.map((one) => (
          <li key={`${one.id} ${one.start}`}>
            {one.kind === 'appointment' && one.id !== null ? (
              <Link to="/studio/appointments/$id" params={{ id: one.id }}>
                {entrySaid(one)}, {entryWhen(one)}
              </Link>
            ) : (
              <p>
                {entrySaid(one)}, {entryWhen(one)}
              </p>
            )}
          </li>
        ))}
        {more > 0 && <li className="soft">{words.moreConflicts(more)}</li>}
      </ul>
    </div>
  );
}
