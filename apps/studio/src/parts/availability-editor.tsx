import { Button } from '@mantine/core';
import type { AppointmentView, Availability, AvailabilityView, ScheduleView, Weekday } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { leftOutside } from '../hours-closed.js';
import { aboutOf, aboutSent, type AboutSchedule } from '../schedule-about.js';
import { texts } from '../texts/texts.js';
import { openingOfRule, rulesOf, weekdays, weekOf, workdays, type Week } from '../weekly-hours.js';
import { ClosedDates } from './closed-dates.js';
import { DayHours, type HoursFault } from './day-hours.js';
import { Refusal } from './query.js';
import { ScheduleFields } from './schedule-fields.js';
import { SessionRow } from './session-row.js';

const words = texts.settings;

interface AvailabilityEditorProps {
  readonly coachId: string;
  /** The usual hours, or further ones. */
  readonly hours: AvailabilityView | ScheduleView;
  /** What stands in the coach's calendar from today on and was booked by these hours. */
  readonly appointments: readonly AppointmentView[];
  readonly date: string;
  /** Told whether anything is not saved yet. */
  readonly onUnsaved: (unsaved: boolean) => void;
  /** What stands beside the hours and follows them as they are edited. */
  readonly beside: (wanted: Availability) => ReactNode;
}

/** The hours of every week, and the dates on which other ones hold. */
export function AvailabilityEditor({ coachId, hours, appointments, date, onUnsaved, beside }: AvailabilityEditorProps) {
  const [week, setWeek] = useState(() => weekOf(hours));
  const [overrides, setOverrides] = useState(hours.overrides);
  const [about, setAbout] = useState(() => aboutOf(hours));
  const [touched, setTouched] = useState<Weekday | null>(null);
  const [stayed, setStayed] = useState<readonly AppointmentView[]>([]);
  const timeZone = about?.timeZone ?? hours.timeZone;
  const wanted: Availability = { timeZone, weekly: rulesOf(week), overrides };
  const take = (kept: AvailabilityView | ScheduleView) => {
    setWeek(weekOf(kept));
    setOverrides(kept.overrides);
    setAbout(aboutOf(kept));
  };
  const save = useSaving(coachId, hours, (saved, sent) => {
    setStayed(leftOutside(appointments, hours, sent.asked));
    // What was changed while they were on their way stays, to be saved next.
    if (isSame({ asked: wanted, about }, sent)) take(saved);
  });
  const remember = useRemembering(coachId);
  const readAnew = useMutation({
    mutationFn: () => call<AvailabilityView | ScheduleView>('GET', pathOf(coachId, hours)),
    onSuccess: (kept) => {
      remember(kept);
      save.reset();
    },
  });
  const unsaved =
    JSON.stringify([wanted.weekly, overrides, about]) !==
    JSON.stringify([rulesOf(weekOf(hours)), hours.overrides, aboutOf(hours)]);
  useEffect(() => onUnsaved(unsaved), [onUnsaved, unsaved]);
  // One button is enough: at the day one is busy with, or the first that has hours.
  const copyable = touched ?? workdays.find((day) => week[day].length > 0);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate({ asked: wanted, about });
  };
  const fault = faultOf(save.error, week);
  const dateFault = faultsOf(save.error).find(({ path }) => path.startsWith('overrides.'))?.message;
  const faultAt = (path: string) => (save.error instanceof ApiRefusal ? save.error.fault(path) : undefined);
  /** What was said of the hours as they were sent is not said of others. */
  const anew = () => {
    if (!save.isPending) save.reset();
    setStayed([]);
  };
  return (
    <div className="hours">
      <form onSubmit={send} className="form">
        {save.isError && !fault && !dateFault && <Refusal error={save.error} />}
        {readAnew.isError && <Refusal error={readAnew.error} />}
        {save.error instanceof ApiRefusal && save.error.status === 412 && (
          <div className="row start">
            <Button variant="light" loading={readAnew.isPending} onClick={() => readAnew.mutate()}>
              {words.keepMine}
            </Button>
            <Button variant="subtle" onClick={() => readAnew.mutate(undefined, { onSuccess: take })}>
              {words.takeTheirs}
            </Button>
          </div>
        )}
        {about ? (
          <ScheduleFields
            about={about}
            fault={faultAt}
            onChange={(changed) => {
              anew();
              setAbout(changed);
            }}
          />
        ) : (
          <p className="soft">{words.inZone(timeZone)}</p>
        )}
        {weekdays.map((day) => (
          <DayHours
            key={day}
            day={day}
            week={week}
            fault={fault?.day === day ? fault : undefined}
            mayCopy={day === copyable}
            onChange={(changed) => {
              anew();
              setTouched(day);
              setWeek(changed);
            }}
          />
        ))}
        <ClosedDates
          coachId={coachId}
          overrides={overrides}
          date={date}
          fault={dateFault}
          onChange={(dates) => {
            anew();
            setOverrides(dates);
          }}
        />
        <Staying appointments={unsaved ? leftOutside(appointments, hours, wanted) : stayed} />
        <div className="row start">
          <Button type="submit" loading={save.isPending}>
            {words.save}
          </Button>
          <p role="status">{unsaved ? words.unsaved : save.isSuccess && words.saved}</p>
        </div>
      </form>
      <div className="beside">{beside(wanted)}</div>
    </div>
  );
}

interface Sent {
  readonly asked: Availability;
  readonly about: AboutSchedule | null;
}

const isSame = (one: Sent, other: Sent): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Saves the usual hours, or further ones with what they are called. */
function useSaving(
  coachId: string,
  hours: AvailabilityView | ScheduleView,
  onSaved: (saved: AvailabilityView | ScheduleView, sent: Sent) => void,
) {
  const remember = useRemembering(coachId);
  const ifMatch = { 'if-match': `"${hours.revision}"` };
  return useMutation({
    mutationFn: async ({ asked, about }: Sent): Promise<AvailabilityView | ScheduleView> =>
      'id' in hours && about
        ? call<ScheduleView>('PUT', pathOf(coachId, hours), { ...asked, ...aboutSent(about) }, ifMatch)
        : call<AvailabilityView>('PUT', pathOf(coachId, hours), asked, ifMatch),
    onSuccess: (saved, sent) => {
      onSaved(saved, sent);
      remember(saved);
    },
  });
}

const pathOf = (coachId: string, hours: AvailabilityView | ScheduleView): string =>
  'id' in hours ? `/schedules/${hours.id}` : `/coaches/${coachId}/availability`;

/** Has the whole page know what is kept now, and looks anew at what visitors see of it. */
function useRemembering(coachId: string): (kept: AvailabilityView | ScheduleView) => void {
  const client = useQueryClient();
  return (kept) => {
    if ('id' in kept)
      client.setQueryData<ScheduleView[]>(['schedules', coachId], (before) =>
        before?.map((one) => (one.id === kept.id ? kept : one)),
      );
    else client.setQueryData(['availability', coachId], kept);
    void client.invalidateQueries({ queryKey: ['slots-preview'] });
  };
}

/** The appointments that stay although their hours are closed, each with the way to it. */
function Staying({ appointments }: { appointments: readonly AppointmentView[] }) {
  return (
    <div className={appointments.length > 0 ? 'asked' : undefined}>
      <p role="status">{appointments.length > 0 && words.staying(appointments.length)}</p>
      <ul className="list">
        {appointments.map((one) => (
          <SessionRow key={one.id} one={one} withDay withPeople />
        ))}
      </ul>
    </div>
  );
}

const faultsOf = (error: unknown) => (error instanceof ApiRefusal ? (error.problem.errors ?? []) : []);

/** The first complaint about the weekly hours, and the opening it is about. */
function faultOf(error: unknown, week: Week): (HoursFault & { day: Weekday }) | null {
  for (const { path, message } of faultsOf(error)) {
    const [, index, field] = /^weekly\.(\d+)(?:\.(to))?/.exec(path) ?? [];
    const place = index === undefined ? undefined : openingOfRule(week, Number(index));
    if (place) return { ...place, field: field === 'to' ? 'to' : 'from', message };
  }
  return null;
}
