import { useEffect, useState } from 'preact/hooks';
import { weekHref, type BookerProps, type Choice } from '../booking/booker-props.js';
import { LostTime } from '../booking/lost-time.js';
import { NextFree } from '../booking/next-free.js';
import { Week } from '../booking/week.js';
import { ZoneChooser } from '../booking/zone-chooser.js';
import type { Texts } from '../texts/texts.js';

type FromBooker = 'locale' | 'texts' | 'slots' | 'zones' | 'firstDay' | 'lastDay' | 'nextFree' | 'alternatives';

/** All that choosing another time shows, on the server and again in the browser. */
export interface MoverProps extends Pick<BookerProps, FromBooker> {
  readonly token: string;
  readonly problem: 'slot-taken' | 'choose-first' | null;
  readonly words: Pick<Texts['move'], 'chooseFirst' | 'goOn' | 'keep'>;
}

/** A week of other times: a plain form that leads to old and new time, side by side; arrow keys once its script runs. */
export function Mover(props: MoverProps) {
  const { token, texts, slots, words } = props;
  const [chosen, setChosen] = useState('');
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const week = { ...props, coach: null, source: null, problem: props.problem === 'slot-taken' ? props.problem : null };
  const choose = (slot: Choice) => setChosen(slot.start);
  return (
    <form method="get" action={`/a/${token}/move`} class="loose">
      <input type="hidden" name="zone" value={slots.timeZone} />
      <input type="hidden" name="next" value="1" />
      {week.problem && <LostTime props={week} chosen={chosen} onChoose={choose} />}
      {props.problem === 'choose-first' && (
        <p class="note" role="status">
          {words.chooseFirst}
        </p>
      )}
      <NextFree
        props={props}
        href={({ start }) => `/a/${token}/move?zone=${encodeURIComponent(slots.timeZone)}&start=${start}`}
      />
      <section class="card stack" aria-labelledby="choose">
        <h2 id="choose">{texts.booking.title}</h2>
        <Week
          props={week}
          busy={false}
          chosen={chosen}
          onChoose={choose}
          onWeek={(from) => location.assign(weekHref(week, from))}
        />
        <ZoneChooser
          props={props}
          id="zone"
          form="zones"
          alive={alive}
          onZone={() => document.querySelector<HTMLFormElement>('#zones')?.requestSubmit()}
        />
        <p class="hide">{texts.booking.keys}</p>
      </section>
      <div class="row">
        <button class="btn main" type="submit">
          {words.goOn}
        </button>
        <a class="btn" href={`/a/${token}`}>
          {words.keep}
        </a>
      </div>
    </form>
  );
}
