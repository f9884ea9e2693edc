import { Button, TextInput } from '@mantine/core';
import type { CoachView, SlotView } from '#contracts';
import { texts } from '../texts/texts.js';
import { Choice } from './choice.js';
import { FreeTimes } from './free-times.js';
import type { Repeat } from './use-booking.js';

const words = texts.book;
const everyWeeks = [1, 2, 3, 4];

/** When, as it is chosen from the list of free ones or typed on the coach's wall, and how often it comes back. */
export interface When {
  readonly listed: SlotView | null;
  readonly typed: { readonly date: string; readonly time: string } | null;
  readonly repeat: Repeat;
}

interface BookWhenProps {
  readonly offering: string;
  readonly coach: CoachView;
  readonly today: string;
  readonly when: When;
  /** Whether it was to be booked without a time: then these days have none to choose. */
  readonly isMissing: boolean;
  readonly onChange: (when: When) => void;
}

/** A free time of the week, or one that is typed; and whether it is to come back. */
export function BookWhen({ offering, coach, today, when, isMissing, onChange }: BookWhenProps) {
  const { listed, typed, repeat } = when;
  return (
    <>
      <label className="tick">
        <input
          type="checkbox"
          checked={repeat !== null}
          onChange={(event) =>
            onChange({ ...when, repeat: event.currentTarget.checked ? { everyWeeks: 1, times: 8 } : null })
          }
        />
        <span>{words.repeat}</span>
      </label>
      {repeat && (
        <div className="row start">
          <Choice
            label={words.every}
            value={String(repeat.everyWeeks)}
            onChange={(value) => onChange({ ...when, repeat: { ...repeat, everyWeeks: Number(value) } })}
          >
            {everyWeeks.map((weeks) => (
              <option key={weeks} value={weeks}>
                {words.everyWeeks(weeks)}
              </option>
            ))}
          </Choice>
          <TextInput
            type="number"
            label={words.times}
            required
            min={2}
            max={52}
            value={repeat.times || ''}
            onChange={(event) => onChange({ ...when, repeat: { ...repeat, times: Number(event.currentTarget.value) } })}
          />
        </div>
      )}
      <p className="soft">{words.zone(texts.zone(coach.timeZone))}</p>
      {typed ? (
        <div className="row start">
          <TextInput
            type="date"
            label={words.date}
            required
            value={typed.date}
            onChange={(event) => onChange({ ...when, typed: { ...typed, date: event.currentTarget.value } })}
          />
          <TextInput
            type="time"
            label={words.time}
            required
            value={typed.time}
            onChange={(event) => onChange({ ...when, typed: { ...typed, time: event.currentTarget.value } })}
          />
        </div>
      ) : (
        <FreeTimes
          key={`${offering} ${coach.id}`}
          offering={offering}
          coach={coach.id}
          timeZone={coach.timeZone}
          today={today}
          value={listed?.start ?? ''}
          onChoose={(slot) => onChange({ ...when, listed: slot })}
        />
      )}
      {isMissing && (
        <p className="fault" role="alert">
          {words.noTime}
        </p>
      )}
      <div>
        <Button
          variant="light"
          onClick={() => onChange({ ...when, listed: null, typed: typed ? null : { date: today, time: '' } })}
        >
          {typed ? words.listed : words.typed}
        </Button>
      </div>
    </>
  );
}
