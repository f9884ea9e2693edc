import { Button, TextInput } from '@mantine/core';
import type { CoachView } from '#contracts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { dateAfter } from '../../dates.js';
import { texts } from '../../texts/texts.js';
import { Choice } from '../choice.js';
import { datesFromTo, dayAndTime } from '../wall-time.js';

const words = texts.calendar;

interface CalendarToolsProps {
  readonly coaches: readonly CoachView[];
  readonly coach: CoachView;
  readonly date: string;
  readonly dates: readonly string[];
  /** The date it is. */
  readonly today: string;
}

/** Which days are shown, and whose: everything of it stands in the address. */
export function CalendarTools({ coaches, coach, date, dates, today }: CalendarToolsProps) {
  const search = useSearch({ from: '/shell/studio/calendar' });
  const navigate = useNavigate();
  const view = search.view ?? 'week';
  const show = (next: typeof search) => void navigate({ to: '/studio/calendar', search: next, resetScroll: false });
  const { blocked: _, ...here } = search;
  const [typed, setTyped] = useState(date);
  useEffect(() => setTyped(date), [date]);
  const goTo = (next: string) => show({ ...here, date: next });
  return (
    <div className="calendar-tools">
      <h2 className="calendar-range" aria-live="polite">
        {dates.length === 1 ? dayAndTime(date).day : datesFromTo(dates[0]!, dates.at(-1)!)}
      </h2>
      <div className="row start">
        <Button
          variant="light"
          aria-label={words.previousOf[view]}
          onClick={() => goTo(dateAfter(date, -dates.length))}
        >
          {words.previous}
        </Button>
        <Button variant="light" onClick={() => goTo(today)}>
          {words.today}
        </Button>
        <Button variant="light" aria-label={words.nextOf[view]} onClick={() => goTo(dateAfter(date, dates.length))}>
          {words.next}
        </Button>
      </div>
      <div className="row start">
        <TextInput
          type="date"
          label={words.goTo}
          value={typed}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            // While a year is being typed it reads 2, 20 and 202 first.
            if (value >= '1970') goTo(value);
          }}
        />
        <Choice
          label={words.view}
          value={view}
          onChange={(chosen) => {
            const { view: before, ...others } = here;
            show({ ...others, date, ...(chosen === 'day' && { view: 'day' }) });
          }}
        >
          <option value="week">{words.views.week}</option>
          <option value="day">{words.views.day}</option>
        </Choice>
        {coaches.length > 1 && (
          <Choice label={words.whose} value={coach.id} onChange={(chosen) => show({ ...here, coach: chosen })}>
            {coaches.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
        )}
      </div>
    </div>
  );
}
