import type { DayPart, Weekday } from '#contracts';
import { Input } from '../booking/details.js';
import type { Ui } from '../document.js';
import { weekday, zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';

interface WishFieldsProps {
  readonly ui: Ui;
  readonly chosen: { readonly days: readonly Weekday[]; readonly parts: readonly DayPart[]; readonly until: string };
  readonly timeZone: string;
  /** The first date that can be meant. */
  readonly today: string;
  /** Whether the last date that came back is over already. */
  readonly isOver?: boolean;
}

/** A Monday, and the days after it: only their names are shown. */
const week: readonly (readonly [Weekday, string])[] = (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const).map(
  (day, n) => [day, `2027-01-${11 + n}`],
);
const parts = ['morning', 'afternoon', 'evening'] as const;

/** When a time would suit somebody: days, parts of the day, and a last date. What is left open means any. */
export function WishFields({ ui: { t, locale }, chosen, timeZone, today, isOver }: WishFieldsProps) {
  const words = t.waitlist;
  return (
    <>
      <fieldset class="stack">
        <legend>{words.days}</legend>
        <div class="checks days-of-week">
          {week.map(([day, date]) => (
            <label class="check" key={day}>
              <input type="checkbox" name="days" value={day} checked={chosen.days.includes(day)} />
              <span>{weekday(date, locale)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset class="stack" aria-describedby="parts-hint">
        <legend>{words.parts}</legend>
        <div class="checks">
          {parts.map((part) => (
            <label class="check" key={part}>
              <input type="checkbox" name="parts" value={part} checked={chosen.parts.includes(part)} />
              <span>{words.partNames[part]}</span>
            </label>
          ))}
        </div>
        <p class="hint" id="parts-hint">
          {fill(words.chooseHint, { zone: zoneName(timeZone, t.common.zone) })}
        </p>
      </fieldset>
      <Input
        field="until"
        label={words.until}
        hint={words.untilHint}
        error={isOver ? words.untilOver : undefined}
        control={(described) => (
          <input
            id="until"
            name="until"
            type="date"
            min={today}
            value={chosen.until}
            autofocus={isOver}
            aria-invalid={isOver ? 'true' : undefined}
            aria-describedby={described}
          />
        )}
      />
    </>
  );
}
