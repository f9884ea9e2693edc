import type { MeetingFormat, WhereaboutsView } from '#contracts';
import type { Ui } from '../document.js';
import { untilWords } from '../printing.js';
import { fill } from '../texts/texts.js';

interface HowProps {
  readonly ui: Ui;
  readonly format: MeetingFormat;
  /** Whether it is agreed that they come. */
  readonly expected: boolean;
  readonly whereabouts: WhereaboutsView | null;
  readonly today: string;
}

/** How and where one meets, and no more than is true now: a link when it works, an address once it is agreed on. */
export function How({ ui: { t, locale }, format, expected, whereabouts, today }: HowProps) {
  const words = t.appointment;
  switch (whereabouts?.kind) {
    case 'link':
      return (
        <>
          {words.linkNow}{' '}
          <a href={whereabouts.url} rel="noreferrer">
            {words.join}
          </a>
        </>
      );
    case 'link-later': {
      const time = untilWords(whereabouts.fromLocal, today, locale, t.common);
      return <>{fill(words.linkLater, { time })}</>;
    }
    case 'address':
      return <span dir="auto">{fill(words.address, { address: whereabouts.address })}</span>;
    case 'they-call':
      return (
        <>
          {words.theyCall} <a href={`tel:${whereabouts.number.replace(/[^\d+]/g, '')}`}>{whereabouts.number}</a>
        </>
      );
    case 'we-call':
      if (whereabouts.ending === null) return <>{words.phoneAgreed}</>;
      return <>{fill(words.phoneAgreedOn, { ending: whereabouts.ending })}</>;
    default:
      return <>{format === 'phone' && expected ? words.phoneAgreed : words[format]}</>;
  }
}
