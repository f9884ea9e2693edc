import { Button } from '@mantine/core';
import type { Problem } from '#contracts';
import { useEffect, useRef } from 'react';
import { texts } from '../texts/texts.js';
import { dayAndTime } from './wall-time.js';

interface TimesProps {
  readonly said: string;
  readonly times: readonly { readonly start: string; readonly label: string }[];
  readonly pending: boolean;
  /** Where this is the answer to what was sent. */
  readonly takesFocus?: boolean;
  readonly onTake: (start: string) => void;
}

/** Times to take with one press. */
export function Times({ said, times, pending, takesFocus = false, onTake }: TimesProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) place.current?.focus();
  }, [takesFocus, said]);
  return (
    <div role="group" aria-label={said} className="private" tabIndex={-1} ref={place}>
      <p>{said}</p>
      <div className="row start">
        {times.map(({ start, label }) => (
          <Button key={start} variant="light" disabled={pending} onClick={() => onTake(start)}>
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}

interface UnclearTimeProps {
  /** What the typed time may mean. */
  readonly choices: NonNullable<Problem['choices']>;
  readonly pending: boolean;
  readonly onTake: (start: string) => void;
}

/** Asks which time is meant by one that the clock skips or has twice. */
export function UnclearTime({ choices, pending, onTake }: UnclearTimeProps) {
  const { which, choice } = texts.unclear;
  const times = choices.map(({ start, local, offset }) => ({ start, label: choice(dayAndTime(local), offset) }));
  return <Times said={which} times={times} pending={pending} takesFocus onTake={onTake} />;
}
