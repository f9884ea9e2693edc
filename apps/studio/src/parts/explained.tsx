import type { SlotExplanation } from '#contracts';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { placeOf, type Viewer } from '../place-of-reason.js';
import { texts } from '../texts/texts.js';
import { WaitingLink } from './waiting-link.js';

const words = texts.settings.why;

interface ExplainedProps {
  readonly explanation: SlotExplanation;
  readonly viewer: Viewer;
  /** The coach whose settings this stands in; null elsewhere. */
  readonly shownCoach: string | null;
}

/** Why a time is offered or not, each reason with the way to where it is changed; it takes the focus when it comes. */
export function Explained({ explanation: { outcome, reasons }, viewer, shownCoach }: ExplainedProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [reasons]);
  const said = outcome === 'offered' ? words.offered : words.notOffered;
  return (
    <div role="group" aria-label={said} className="private" tabIndex={-1} ref={place}>
      <strong>{said}</strong>
      <ul className="list">
        {reasons.map(({ text, link }) => (
          <li key={text} className="line person">
            <span>{text}</span>
            {link !== null && <Change link={link} viewer={viewer} shownCoach={shownCoach} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Change({ link, viewer, shownCoach }: Omit<ExplainedProps, 'explanation'> & { link: string }) {
  const { schedule: shownSchedule } = useSearch({ strict: false });
  const place = placeOf(link, viewer);
  if (place === null) return <span className="soft">{words.changedByOwner}</span>;
  if ('appointment' in place)
    return (
      <Link to="/studio/appointments/$id" params={{ id: place.appointment }}>
        {words.see.appointment}
      </Link>
    );
  if ('calendar' in place)
    return (
      <Link to="/studio/calendar" search={place.calendar}>
        {words.see.calendar}
      </Link>
    );
  if ('waiting' in place) return <WaitingLink id={place.waiting}>{words.see.waiting}</WaitingLink>;
  const { section, coach, schedule } = place;
  const isShown = coach === shownCoach && (section !== 'hours' || schedule === shownSchedule);
  return (
    // The address of the settings that are shown stays as it is, so that nothing there is left.
    <Link
      to="/studio/settings"
      search={isShown ? true : { coach, ...(schedule !== undefined && { schedule }) }}
      hash={section}
    >
      {words.see[section]}
    </Link>
  );
}
