import type { AvailabilityView, ScheduleView } from '#contracts';
import { Fragment } from 'react';
import { texts } from '../texts/texts.js';
import { weekdays, weekOf, type DayHours } from '../weekly-hours.js';
import { dayAndTime } from './wall-time.js';

const words = texts.settings;

interface HoursShownProps {
  readonly name: string;
  readonly hours: AvailabilityView | ScheduleView;
  readonly date: string;
}

/** The hours of somebody else, to be read. */
export function HoursShown({ name, hours, date }: HoursShownProps) {
  const week = weekOf(hours);
  const told = (openings: readonly DayHours[]) => openings.map(({ from, to }) => `${from}–${to}`).join(', ');
  return (
    <>
      <p className="soft">
        {words.onlyTheirs(name)} {words.inZone(hours.timeZone)}
      </p>
      <dl className="facts week-of">
        {weekdays.map((day) => (
          <Fragment key={day}>
            <dt>{texts.weekday[day]}</dt>
            <dd>{told(week[day]) || words.closed}</dd>
          </Fragment>
        ))}
        {hours.overrides
          .filter((one) => one.date >= date)
          .map((one) => (
            <Fragment key={one.date}>
              <dt>{dayAndTime(one.date).day}</dt>
              <dd>{told(one.hours) || words.closed}</dd>
            </Fragment>
          ))}
      </dl>
    </>
  );
}
