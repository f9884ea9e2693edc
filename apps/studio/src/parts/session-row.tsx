import type { AppointmentView } from '#contracts';
import { Link } from '@tanstack/react-router';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { useClocks } from './clocks.js';
import { shownStatus, StatusBadge } from './status-badge.js';
import { dayAndTime, inBrief, minutesBetween } from './wall-time.js';

interface SessionRowProps {
  readonly one: AppointmentView;
  /** Whether the day stands before the time, and not above the list. */
  readonly withDay?: boolean;
  readonly withPeople?: boolean;
  /** Whether it runs now, or is the next to begin. */
  readonly mark?: 'now' | 'next' | undefined;
  /** Whether its status stands beside it, and not above the list. */
  readonly badge?: boolean;
}

/** An appointment as one line of a list, which leads to it. */
export function SessionRow({ one, withDay = false, withPeople = false, mark, badge = true }: SessionRowProps) {
  const clockOf = useClocks();
  const people = one.attendances.map(({ name }) => isolated(name)).join(', ');
  return (
    <li className={mark ? 'session next' : 'session'}>
      <Link to="/studio/appointments/$id" params={{ id: one.id }}>
        <span className="time">{withDay ? inBrief(one.atCoach.local) : dayAndTime(one.atCoach.local).time}</span>
        <span>{withPeople ? `${people} · ${isolated(one.offering.name)}` : one.offering.name}</span>
      </Link>
      <span className="soft">
        {mark && <strong>{texts.today[mark]}</strong>} {texts.minutes(minutesBetween(one.start, one.end))}
        {clockOf(one) && ` · ${texts.withCoach(isolated(one.coach.name))}, ${clockOf(one)}`}
        {one.timeZone !== one.atCoach.timeZone && ` · ${texts.theirs(dayAndTime(one.local).time, one.timeZone)}`}
      </span>
      {badge && <StatusBadge status={shownStatus(one)} />}
    </li>
  );
}
