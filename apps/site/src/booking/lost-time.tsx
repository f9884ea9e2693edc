import { dayAtTime, wallOf } from '../printing.js';
import type { BookerProps, Choice } from './booker-props.js';
import { Time } from './week.js';

interface LostTimeProps {
  readonly props: Pick<BookerProps, 'texts' | 'locale' | 'problem' | 'alternatives'>;
  readonly chosen: string;
  /** Where a script sends what was chosen they are a group of their own: the week may show the same time, chosen as well. */
  readonly group?: 'start' | 'near';
  readonly onChoose: (slot: Choice, byPointer: boolean) => void;
}

/** Calm words for whoever was a moment late, with the times nearby. */
export function LostTime({ props, chosen, group = 'start', onChoose }: LostTimeProps) {
  const { texts, locale } = props;
  const t = texts.booking;
  const near = props.alternatives.length > 0;
  const label = (one: Choice) => dayAtTime(wallOf(one), locale, texts.common);
  return (
    <div class="note stack" id="problem" tabindex={-1} autofocus={group === 'start'}>
      <p>{props.problem === 'slot-taken' ? t.taken : texts.common.trouble}</p>
      {props.problem === 'slot-taken' && <p>{near ? t.takenChoose : t.takenNone}</p>}
      {near && (
        <div class="grid two">
          {props.alternatives.map((other) => (
            <Time
              key={other.start}
              slot={other}
              label={label(other)}
              words={label(other)}
              chosen={chosen}
              group={group}
              onChoose={onChoose}
            />
          ))}
        </div>
      )}
    </div>
  );
}
