import { TextInput } from '@mantine/core';
import type { BlockedTimeCreate } from '#contracts';
import type { ToldTime } from '../../calendar/spoken.js';
import { texts } from '../../texts/texts.js';

const words = texts.calendar;

/** From when to when, as it is typed on the coach's wall: `2027-01-12T10:30`. */
export interface TypedTimes {
  readonly from: string;
  readonly to: string;
}

/** The same with the instants it began with: what was not typed anew is sent as the instant, which is never unclear. */
export interface KnownTimes extends TypedTimes {
  readonly start: string;
  readonly end: string;
}

/** The times of an entry, to be changed. */
export const knownTimesOf = ({
  startsAt,
  endsAt,
  start,
  end,
}: ToldTime & { start: string; end: string }): KnownTimes => ({
  from: startsAt.local,
  to: endsAt.local,
  start,
  end,
});

/** What is sent for typed times. */
export function timesToSend(
  typed: TypedTimes,
  known: KnownTimes,
  timeZone: string,
): Pick<BlockedTimeCreate, 'start' | 'end'> {
  return {
    start: typed.from === known.from ? known.start : { local: typed.from, timeZone },
    end: typed.to === known.to ? known.end : { local: typed.to, timeZone },
  };
}

interface TimeFieldsProps {
  readonly typed: TypedTimes;
  readonly timeZone: string;
  readonly fault: (path: string) => string | undefined;
  readonly onChange: (typed: TypedTimes) => void;
}

/** A beginning and an end, each a date and a time. */
export function TimeFields({ typed, timeZone, fault, onChange }: TimeFieldsProps) {
  const field = (at: 'from' | 'to', part: 'date' | 'time', label: string) => {
    const [date = '', time = ''] = typed[at].split('T');
    return (
      <TextInput
        type={part}
        label={label}
        required
        value={part === 'date' ? date : time}
        error={part === 'date' && fault(at === 'from' ? 'start' : 'end')}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...typed, [at]: part === 'date' ? `${value}T${time}` : `${date}T${value}` })
        }
      />
    );
  };
  return (
    <>
      <p className="soft">{words.inZone(texts.zone(timeZone))}</p>
      <div className="row start">
        {field('from', 'date', words.from)}
        {field('from', 'time', words.fromTime)}
      </div>
      <div className="row start">
        {field('to', 'date', words.to)}
        {field('to', 'time', words.toTime)}
      </div>
    </>
  );
}
