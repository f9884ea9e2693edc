import { Button } from '@mantine/core';
import type { AppointmentView, Availability, AvailabilityView, Weekday } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { leftOutside } from '../hours-closed.js';
import { texts } from '../texts/texts.js';
import { openingOfRule, rulesOf, weekdays, weekOf, type Week } from '../weekly-hours.js';
import { ClosedDates } from './closed-dates.js';
import { DayHours, type HoursFault } from './day-hours.js';
import { Refusal } from './query.js';
import { SessionRow } from './session-row.js';

const words = texts.settings;

interface AvailabilityEditorProps {
  readonly coachId: string;
  readonly hours: AvailabilityView;
  /** What stands in the coach's calendar from today on. */
  readonly appointments: readonly AppointmentView[];
  readonly date: string;
  /** Told whether anything is not saved yet. */
  readonly onUnsaved: (unsaved: boolean) => void;
}

/** The hours of every week, and the dates on which other ones hold. */
export function AvailabilityEditor({ coachId, hours, appointments, date, onUnsaved }: AvailabilityEditorProps) {
  const client = useQueryClient();
  const [week, setWeek] = useState(() => weekOf(hours));
  const [overrides, setOverrides] = useState(hours.overrides);
  const [stayed, setStayed] = useState<readonly AppointmentView[]>([]);
  const wanted: Availability = { timeZone: hours.timeZone, weekly: rulesOf(week), overrides };
  const save = useMutation({
    mutationFn: (asked: Availability) =>
      call<AvailabilityView>('PUT', `/coaches/${coachId}/availability`, asked, { 'if-match': `"${hours.revision}"` }),
    onSuccess: (saved, asked) => {
      setStayed(leftOutside(appointments, hours, asked));
      setWeek(weekOf(saved));
      setOverrides(saved.overrides);
      client.setQueryData(['availability', coachId], saved);
    },
  });
  const unsaved =
    JSON.stringify([wanted.weekly, overrides]) !== JSON.stringify([rulesOf(weekOf(hours)), hours.overrides]);
  useEffect(() => onUnsaved(unsaved), [onUnsaved, unsaved]);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate(wanted);
  };
  const fault = faultOf(save.error, week);
  /** What was said of the hours as they were sent is not said of others. */
  const anew = () => {
    save.reset();
    setStayed([]);
  };
  return (
    <form onSubmit={send} className="form">
      <p className="soft">{words.inZone(hours.timeZone)}</p>
      {save.isError && !fault && <Refusal error={save.error} />}
      {weekdays.map((day) => (
        <DayHours
          key={day}
          day={day}
          hours={week[day]}
          fault={fault?.day === day ? fault : undefined}
          onChange={(changed) => {
            anew();
            setWeek({ ...week, [day]: changed });
          }}
        />
      ))}
      <ClosedDates
        overrides={overrides}
        date={date}
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
        <p role="status">{save.isSuccess ? words.saved : unsaved && words.unsaved}</p>
      </div>
    </form>
  );
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

/** The first complaint about the weekly hours, and the opening it is about. */
function faultOf(error: unknown, week: Week): (HoursFault & { day: Weekday }) | null {
  if (!(error instanceof ApiRefusal)) return null;
  for (const { path, message } of error.problem.errors ?? []) {
    const [, index, field] = /^weekly\.(\d+)(?:\.(to))?/.exec(path) ?? [];
    const place = index === undefined ? undefined : openingOfRule(week, Number(index));
    if (place) return { ...place, field: field === 'to' ? 'to' : 'from', message };
  }
  return null;
}
