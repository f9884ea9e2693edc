import { Button } from '@mantine/core';
import type { CalendarView, CoachView, TodayView } from '#contracts';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CalendarSearch } from '../../calendar-search.js';
import { modelOf, type Entry, type OnItsWay } from '../../calendar/calendar-model.js';
import { shownRows, type Span } from '../../calendar/grid.js';
import { endOf, spanSaid, wallOf } from '../../calendar/spoken.js';
import { minutesBeyond, typedOf } from '../../calendar/wall-day.js';
import { dateAfter } from '../../dates.js';
import { usePractice } from '../../session.js';
import { texts } from '../../texts/texts.js';
import { Refusal } from '../query.js';
import { datesFromTo, dayInYear } from '../wall-time.js';
import { Agenda } from './agenda.js';
import './calendar.css';
import { CalendarDialog, type Opened } from './calendar-dialog.js';
import { Legend } from './legend.js';
import { changeBlocked, moveAppointment, unblock, type Done } from './steps.js';
import { useIsWide } from './use-is-wide.js';
import { useSteps } from './use-steps.js';
import { WeekCalendar } from './week-calendar.js';

const words = texts.calendar;
const halfDayMs = 12 * 60 * 60_000;

interface CalendarOfProps {
  readonly view: CalendarView;
  /** Whether these are still the days before. */
  readonly isComing: boolean;
  readonly coach: CoachView;
  readonly coaches: readonly CoachView[];
  readonly today: TodayView;
  /** The date in the address. */
  readonly date: string;
  readonly search: CalendarSearch;
}

/** The days of one coach as they came: a week calendar, or on a phone a list, and what is done in them. */
export function CalendarOf({ view, isComing, coach, coaches, today, date, search }: CalendarOfProps) {
  const navigate = useNavigate();
  const { blocked = null, ...shownDays } = search;
  const role = usePractice()?.role;
  const steps = useSteps();
  const model = useMemo(() => modelOf(view), [view]);
  const { grid } = model;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [onItsWay, setOnItsWay] = useState<OnItsWay | null>(null);
  const [isWhole, setWhole] = useState(false);
  const isWide = useIsWide();
  const told = useRef<HTMLDivElement>(null);
  /** What the last step was taken with. */
  const lastMoved = useRef('');
  const followed = useRef<Done | null>(null);
  const mayBlock = role !== 'coach' || coach.id === today.coachId;

  useEffect(() => {
    if (blocked !== null) setOpened({ what: 'entry', key: blocked });
  }, [blocked]);
  // Gone meanwhile: what was refused of it is said in the calendar, and it does not open by itself where it comes back.
  const isGone = opened?.what === 'entry' && !isComing && !model.entries.some(({ key }) => key === opened.key);
  useEffect(() => {
    if (isGone) setOpened(null);
  }, [isGone]);
  // What had the focus may have moved to another day, or be gone: then it goes there, or to what came of the step.
  useEffect(() => {
    if (opened || !steps.done || steps.done === followed.current || document.activeElement !== document.body) return;
    followed.current = steps.done;
    const moved = document.querySelector<HTMLElement>(`[data-entry="${lastMoved.current}"]`);
    (moved ?? told.current)?.focus({ preventScroll: true });
  }, [steps.done, opened, view]);

  const goTo = (next: CalendarSearch) =>
    void navigate({
      to: '/studio/calendar',
      search: { ...shownDays, ...next },
      resetScroll: false,
    });
  const open = (next: Opened) => {
    steps.forget();
    lastMoved.current = next.what === 'entry' ? next.key : '';
    setOpened(next);
  };
  const close = () => {
    setOpened(null);
    steps.forget();
    if (blocked !== null) goTo({});
  };
  const move = async (entry: Entry, span: Span) => {
    const [start, end] = [span.start, span.end].map((instant) => new Date(instant).toISOString());
    const { id, kind } = entry.told;
    // What is on its way already has changed by the time it is there.
    if (id === null || onItsWay?.key === entry.key) return;
    setOnItsWay({ key: entry.key, span });
    lastMoved.current = entry.key;
    const step =
      kind === 'appointment'
        ? moveAppointment(id, { start: start! })
        : changeBlocked(entry.told, { start: start!, end: end! });
    const isDone = await steps.take(step);
    setOnItsWay((now) => (now?.key === entry.key ? null : now));
    if (!isDone) setOpened({ what: 'entry', key: entry.key, wanted: typedOf(wallOf(grid, span.start)) });
  };
  const onTime = (span: Span) =>
    open({
      what: 'time',
      title: spanSaid(grid, span),
      times: {
        from: typedOf(wallOf(grid, span.start)),
        to: typedOf(endOf(grid, span.end)),
        start: new Date(span.start).toISOString(),
        end: new Date(span.end).toISOString(),
      },
    });
  const remove = (entry: Entry) => {
    lastMoved.current = '';
    void steps.take(unblock(coach.id, entry.told));
  };
  const onEntry = ({ key }: Entry) => open({ what: 'entry', key });
  const days = grid.columns.map(({ day }) => day);
  const shown = isWhole
    ? { first: 0, last: grid.rows.length - 1 }
    : shownRows(grid, [...model.hours.flat(), ...model.entries.filter(({ start, end }) => end - start < halfDayMs)]);
  return (
    <>
      {steps.error && !opened && <Refusal error={steps.error} />}
      <div className="row under-title">
        <span className="soft">{texts.zone(model.timeZone)}</span>
        {mayBlock && (
          <Button variant="light" onClick={() => open({ what: 'time-off', date })}>
            {words.timeOff}
          </Button>
        )}
      </div>
      {days
        .filter((day) => minutesBeyond(day) !== 0)
        .map((day) => (
          <p key={day.date} className="private">
            {dayInYear(day.date)}. {words.changing(minutesBeyond(day))}
          </p>
        ))}
      <div aria-busy={isComing}>
        {isWide ? (
          <WeekCalendar
            model={model}
            label={words.grid(datesFromTo(days[0]!.date, days.at(-1)!.date))}
            shown={shown}
            onItsWay={onItsWay}
            onTime={onTime}
            onEntry={onEntry}
            onMoved={(entry, span) => void move(entry, span)}
            onRemove={remove}
            onPage={(direction) => goTo({ date: dateAfter(date, direction * days.length) })}
            onUndo={steps.undo}
          />
        ) : (
          <Agenda model={model} onTime={onTime} onEntry={onEntry} />
        )}
        <div className="told calendar-told" role="status" tabIndex={-1} ref={told}>
          {steps.done && <span>{steps.done.words}</span>}
          {steps.done?.back && (
            <Button variant="light" loading={steps.pending} onClick={steps.undo}>
              {texts.appointment.undo}
            </Button>
          )}
        </div>
        {isWide && (
          <Legend>
            <Button variant="subtle" onClick={() => setWhole(!isWhole)}>
              {isWhole ? words.fewHours : words.allHours}
            </Button>
          </Legend>
        )}
      </div>
      {opened && (
        <CalendarDialog
          opened={opened}
          model={model}
          coach={coach}
          coaches={coaches}
          today={today}
          mayBlock={mayBlock}
          steps={steps}
          onClose={close}
        />
      )}
    </>
  );
}
