import type { SeriesOccurrence } from '#contracts';
import { useEffect, useRef } from 'react';
import { allTheSame, isOpen, leaveOut, undecided, type Decisions } from '../series-decisions.js';
import { texts } from '../texts/texts.js';
import { LiftReason } from './lift.js';
import { clearlyInBrief, inBrief } from './wall-time.js';

const words = texts.book.series;

interface SeriesTimesProps {
  readonly occurrences: readonly SeriesOccurrence[];
  readonly decisions: Decisions;
  readonly reason: string;
  /** They came anew because something changed when they were to be booked. */
  readonly changed: boolean;
  readonly onDecide: (number: number, decision: string) => void;
  readonly onReason: (reason: string) => void;
}

/** All times of a series before any is booked: those that cannot be as they are with a choice each. */
export function SeriesTimes({ occurrences, decisions, reason, changed, onDecide, onReason }: SeriesTimesProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [occurrences]);
  const open = undecided(occurrences, decisions).length;
  const asked = occurrences.filter(isOpen).length;
  const lifts = Object.values(decisions).includes(allTheSame);
  return (
    <div role="group" aria-label={words.title} tabIndex={-1} ref={place}>
      {changed && <p role="alert">{words.changed}</p>}
      <p role="status">
        <strong>{open > 0 ? words.open(open) : asked > 0 ? words.ready : words.free(occurrences.length)}</strong>
      </p>
      <ol className="list">
        {occurrences.map((one) => (
          <li key={one.number} className="line">
            <div className="row">
              <span>
                <span className="time">{inBrief(one.local ?? one.wished)}</span>{' '}
                <span className="soft">{words.place(one.number, occurrences.length)}</span>
              </span>
              <span className={isOpen(one) ? 'fault-mark' : 'soft'}>{words.status[one.outcome]}</span>
            </div>
            {one.reasons.map(({ text }) => (
              <p key={text} className="soft">
                {text}
              </p>
            ))}
            {isOpen(one) && <Decide one={one} value={decisions[one.number] ?? ''} onDecide={onDecide} />}
          </li>
        ))}
      </ol>
      {lifts && <LiftReason label={words.reason} reason={reason} onReason={onReason} />}
    </div>
  );
}

interface DecideProps extends Pick<SeriesTimesProps, 'onDecide'> {
  readonly one: SeriesOccurrence;
  readonly value: string;
}

/** What becomes of one time: the browser's own list, by keyboard and by finger. */
function Decide({ one, value, onDecide }: DecideProps) {
  const { number, outcome, choices, alternatives } = one;
  return (
    <select
      className="select"
      aria-label={words.decide(number)}
      required
      value={value}
      onChange={(event) => onDecide(number, event.currentTarget.value)}
    >
      <option value="">{words.choose}</option>
      {choices.map(({ start, local, offset }) => (
        <option key={start} value={start}>
          {texts.book.twice(inBrief(local), offset)}
        </option>
      ))}
      {alternatives.map((one) => (
        <option key={one.start} value={one.start}>
          {clearlyInBrief(one)}
        </option>
      ))}
      {outcome === 'not-offered' && <option value={allTheSame}>{texts.book.lift}</option>}
      <option value={leaveOut}>{words.leaveOut}</option>
    </select>
  );
}
