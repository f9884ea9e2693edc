import { dayAtTime, wallOf, zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';
import type { BookerProps, Choice } from './booker-props.js';

interface NextFreeProps {
  readonly props: Pick<BookerProps, 'texts' | 'locale' | 'slots' | 'nextFree'>;
  /** Where it leads without a script. */
  readonly href: (next: Choice) => string;
  readonly onTake?: (next: Choice) => void;
}

/** The first time there is, to be taken at once. */
export function NextFree({ props, href, onTake }: NextFreeProps) {
  const { texts, locale, slots, nextFree } = props;
  const t = texts.booking;
  return (
    <div class="stack">
      <p id="next-free">
        {nextFree ? fill(t.nextFree, { zone: zoneName(slots.timeZone, texts.common.zone) }) : t.nextFreeNone}
      </p>
      {nextFree && (
        <a
          class="btn"
          href={href(nextFree)}
          aria-describedby="next-free"
          onClick={(event) => {
            if (!onTake) return;
            event.preventDefault();
            onTake(nextFree);
          }}
        >
          {dayAtTime(wallOf(nextFree), locale, texts.common)}
        </a>
      )}
    </div>
  );
}
