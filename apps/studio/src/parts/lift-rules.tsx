import type { SlotExplanation } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../api.js';
import { isTaken } from '../lifted-rules.js';
import { texts } from '../texts/texts.js';
import { LiftChoice, LiftReason } from './lift.js';
import { Refusal, Waiting } from './query.js';

const words = texts.book;

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
  const taken = isTaken(reasons);
  const said = taken ? words.taken : words.notOffered;
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
      {!taken && (
        <>
          <LiftChoice words={words} lifts={lifts} onLift={onLift} />
          {lifts && <LiftReason label={words.reason} reason={reason} onReason={onReason} />}
        </>
      )}
    </>
  );
}
