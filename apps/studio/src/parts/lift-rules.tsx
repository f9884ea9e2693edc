import { TextInput } from '@mantine/core';
import type { SlotExplanation } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { Refusal, Waiting } from './query.js';

const words = texts.book;

/** What stands in the calendar is never lifted, whatever the reason. */
const neverLifted = new Set(['appointment', 'blocked', 'other-calendar', 'busy', 'coach']);

interface LiftRulesProps {
  /** The time that was refused, as it is asked about. */
  readonly asked: Readonly<Record<string, string>>;
  readonly lifts: boolean;
  readonly reason: string;
  readonly onLift: (lifts: boolean) => void;
  readonly onReason: (reason: string) => void;
}

/** Every rule a refused time breaks, in words; where they may be lifted, the choice to do so with a reason. */
export function LiftRules({ asked, lifts, reason, onLift, onReason }: LiftRulesProps) {
  const query = new URLSearchParams(asked).toString();
  const why = useQuery({
    queryKey: ['explain', query],
    queryFn: () => call<SlotExplanation>('GET', `/slots/explain?${query}`),
  });
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [why.data]);
  if (why.isError) return <Refusal error={why.error} />;
  if (why.isPending) return <Waiting />;
  const { reasons } = why.data;
  const isTaken = reasons.some(({ rule }) => neverLifted.has(rule));
  const said = isTaken ? words.taken : words.notOffered;
  return (
    <>
      <div role="group" aria-label={said} className="private" tabIndex={-1} ref={place}>
        <strong>{said}</strong>
        <ul className="list">
          {reasons.map(({ text }) => (
            <li key={text} className="line">
              {text}
            </li>
          ))}
        </ul>
      </div>
      {!isTaken && (
        <>
          <label className="tick">
            <input type="checkbox" checked={lifts} onChange={(event) => onLift(event.currentTarget.checked)} />
            <span>
              {words.lift} <span className="soft">{words.liftHint}</span>
            </span>
          </label>
          {lifts && (
            <TextInput
              label={words.reason}
              description={texts.appointment.reasonHint}
              required
              maxLength={500}
              value={reason}
              onChange={(event) => onReason(event.currentTarget.value)}
            />
          )}
        </>
      )}
    </>
  );
}
