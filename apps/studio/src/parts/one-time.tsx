import { Button } from '@mantine/core';
import type { AppointmentCreate } from '#contracts';
import { texts } from '../texts/texts.js';
import { LiftRules } from './lift-rules.js';
import { Refusal } from './query.js';
import { Times, UnclearTime } from './times.js';
import type { Booking } from './use-booking.js';
import { clearlyInBrief } from './wall-time.js';

const words = texts.book;
/** Of these there is more to say than that it did not work. */
const explained = new Set(['/problems/slot-not-offered', '/problems/slot-taken']);

/** What became of one time that could not be booked: which one is meant, why not, and what may be done. */
export function OneTime({ wanted, booking }: { wanted: AppointmentCreate; booking: Booking }) {
  const { error, problem, pending, lift, setLift, book } = booking;
  const { choices = [], alternatives = [], type = '' } = problem;
  if (!error) return null;
  if (choices.length > 0)
    return <UnclearTime choices={choices} pending={pending} onTake={(start) => book(wanted, start)} />;
  if (!explained.has(type)) return <Refusal error={error} />;
  const { offering, coach, start } = wanted;
  const time: Record<string, string> = typeof start === 'string' ? { start } : { ...start };
  return (
    <>
      <LiftRules
        asked={{ offering, coach, ...time }}
        lifts={lift.on}
        reason={lift.reason}
        onLift={(on) => setLift({ ...lift, on })}
        onReason={(reason) => setLift({ ...lift, reason })}
      />
      {lift.on && (
        <div>
          <Button type="submit" loading={pending}>
            {words.again}
          </Button>
        </div>
      )}
      {alternatives.length > 0 && (
        <Times
          said={words.near}
          times={alternatives.map((one) => ({ start: one.start, label: clearlyInBrief(one) }))}
          pending={pending}
          onTake={(other) => book(wanted, other)}
        />
      )}
    </>
  );
}
