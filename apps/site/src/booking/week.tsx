import { dayAtTime, dayAndMonth, offsetOf, shortDay, timeOf, wallOf, weekday } from '../printing.js';
import { fill } from '../texts/texts.js';
import { neighbours, startsOf, weekHref, type BookerProps, type Choice } from './booker-props.js';

/** What a week of times is made of, whoever chooses from it. */
export type WeekGiven = Pick<
  BookerProps,
  'locale' | 'texts' | 'slots' | 'firstDay' | 'lastDay' | 'nextFree' | 'coach' | 'source'
>;

interface WeekProps {
  readonly props: WeekGiven;
  readonly busy: boolean;
  readonly chosen: string;
  readonly onChoose: (slot: Choice, byPointer: boolean) => void;
  readonly onWeek: (from: string) => void;
}

/** A week of times at once. Each is a radio button, so it works without a script; arrow keys move between times and days. */
export function Week({ props, busy, chosen, onChoose, onWeek }: WeekProps) {
  const { slots, texts, locale, nextFree } = props;
  const t = texts.booking;
  const days = slots.days.map(({ date, slots: all }) => ({ date, starts: startsOf(all) }));
  const first = days[0]?.date ?? props.firstDay;
  const last = days.at(-1)?.date ?? first;
  const around = neighbours(props);
  const isEmpty = days.every(({ starts }) => starts.length === 0);
  const turn = (from: string | null, words: string, label: string) =>
    from === null ? (
      <a class="btn" role="link" aria-disabled="true" aria-label={label}>
        {words}
      </a>
    ) : (
      <a
        class="btn"
        href={weekHref(props, from)}
        aria-label={label}
        onClick={(event) => {
          event.preventDefault();
          onWeek(from);
        }}
      >
        {words}
      </a>
    );
  return (
    <div class="week stack" id="times" aria-busy={busy}>
      <div class="row apart turn">
        <p>
          <b>{fill(t.week, { from: shortDay(first, locale), to: shortDay(last, locale) })}</b>
        </p>
        <div class="row">
          {turn(around.earlier, t.earlier, t.earlierLabel)}
          {turn(around.later, t.later, t.laterLabel)}
        </div>
      </div>
      <div class="days" role="radiogroup" aria-label={t.title} onKeyDown={moveBetweenDays}>
        {days.map(({ date, starts }) => (
          <div class={starts.length > 0 ? 'day' : 'day none'} key={date}>
            <h3>
              {weekday(date, locale)} <span>{dayAndMonth(date, locale)}</span>
            </h3>
            {starts.length === 0 ? (
              <p class="small">{t.dayEmpty}</p>
            ) : (
              <div class="times">
                {starts.map((slot) => (
                  <Time
                    key={slot.start}
                    slot={slot}
                    label={dayAtTime(wallOf(slot), locale, texts.common)}
                    offset={offsetOf(wallOf(slot), texts.common)}
                    chosen={chosen}
                    onChoose={onChoose}
                  />
                ))}
              </div>
            )}
          </div>
        ))}
      </div>
      {isEmpty && (
        <p>
          {t.noneThisWeek}{' '}
          {nextFree && (
            <a
              href={weekHref(props, nextFree.local.slice(0, 10))}
              onClick={(event) => {
                event.preventDefault();
                onWeek(nextFree.local.slice(0, 10));
              }}
            >
              {t.goToNextFree}
            </a>
          )}
        </p>
      )}
    </div>
  );
}

interface TimeProps {
  readonly slot: Choice;
  readonly label: string;
  /** What is read on the button; the time of day where nothing else is said. */
  readonly words?: string;
  /** Shown with a time that the clock reads twice. */
  readonly offset?: string | null;
  readonly chosen: string;
  /** Of these one is chosen. */
  readonly group?: string;
  readonly onChoose: (slot: Choice, byPointer: boolean) => void;
}

/** One start to choose; a screen reader reads the whole date. */
export function Time({
  slot,
  label,
  words = timeOf(slot.local),
  offset,
  chosen,
  group = 'start',
  onChoose,
}: TimeProps) {
  return (
    <label class="time">
      <input
        type="radio"
        name={group}
        value={slot.start}
        aria-label={label}
        checked={chosen === slot.start}
        // A click that the arrow keys made has no pointer behind it.
        onClick={(event) => onChoose(slot, event.detail > 0)}
      />
      <span aria-hidden="true">
        {words}
        {offset && <small>{offset}</small>}
      </span>
    </label>
  );
}

/** Left and right go to the same place in the neighbouring day; up and down are the browser's own. */
function moveBetweenDays(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const days = [...event.currentTarget.querySelectorAll('.times')].map((day) => [...day.querySelectorAll('input')]);
  const here = days.findIndex((day) => day.includes(event.target as HTMLInputElement));
  const place = days[here]?.indexOf(event.target) ?? 0;
  const day = days[here + step];
  const next = day?.[Math.min(place, day.length - 1)];
  next?.focus();
  next?.click();
}
