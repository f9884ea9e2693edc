import { Button, TextInput } from '@mantine/core';
import type { Availability, AvailabilityView, Weekday } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { texts } from '../texts/texts.js';
import { dayOfRule, quarters, rulesOf, weekdays, weekOf, type DayHours, type Week } from '../weekly-hours.js';
import { Refusal } from './query.js';
import { dayAndTime } from './wall-time.js';

const words = texts.settings;

interface AvailabilityEditorProps {
  readonly coachId: string;
  readonly hours: AvailabilityView;
  readonly date: string;
}

/** The hours of every week, and the dates on which other ones hold. */
export function AvailabilityEditor({ coachId, hours, date }: AvailabilityEditorProps) {
  const client = useQueryClient();
  const [week, setWeek] = useState(() => weekOf(hours));
  const [overrides, setOverrides] = useState(hours.overrides);
  const save = useMutation({
    mutationFn: (wanted: Availability) =>
      call<AvailabilityView>('PUT', `/coaches/${coachId}/availability`, wanted, { 'if-match': `"${hours.revision}"` }),
    onSuccess: (saved) => client.setQueryData(['availability', coachId], saved),
  });
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate({ timeZone: hours.timeZone, weekly: rulesOf(week), overrides });
  };
  const fault = faultOf(save.error, week);
  const change = (changed: Week) => {
    save.reset();
    setWeek(changed);
  };
  return (
    <form onSubmit={send} className="form">
      <p className="soft">{words.inZone(hours.timeZone)}</p>
      {save.isError && !fault && <Refusal error={save.error} />}
      {weekdays.map((day) => (
        <Day
          key={day}
          day={day}
          hours={week[day]}
          fault={fault?.day === day ? fault.message : undefined}
          onChange={(changed) => change({ ...week, [day]: changed })}
        />
      ))}
      <ClosedDates
        overrides={overrides}
        date={date}
        onChange={(dates) => {
          save.reset();
          setOverrides(dates);
        }}
      />
      <div className="row start">
        <Button type="submit" loading={save.isPending}>
          {words.save}
        </Button>
        <p role="status">{save.isSuccess && words.saved}</p>
      </div>
    </form>
  );
}

/** The first complaint about the weekly hours, and the day it is about. */
function faultOf(error: unknown, week: Week): { day: Weekday; message: string } | null {
  if (!(error instanceof ApiRefusal)) return null;
  for (const { path, message } of error.problem.errors ?? []) {
    const [, index] = /^weekly\.(\d+)/.exec(path) ?? [];
    const day = index === undefined ? undefined : dayOfRule(week, Number(index));
    if (day) return { day, message };
  }
  return null;
}

interface DayProps {
  readonly day: Weekday;
  readonly hours: readonly DayHours[];
  readonly fault: string | undefined;
  readonly onChange: (hours: readonly DayHours[]) => void;
}

function Day({ day, hours, fault, onChange }: DayProps) {
  const name = texts.weekday[day];
  const change = (index: number, part: Partial<DayHours>) =>
    onChange(hours.map((one, place) => (place === index ? { ...one, ...part } : one)));
  const after = hours.at(-1)?.to ?? '09:00';
  return (
    <fieldset className="day">
      <legend>{name}</legend>
      {hours.length === 0 && <span className="soft">{words.closed}</span>}
      {hours.map(({ from, to }, index) => (
        <span className="opening" key={index}>
          <Time label={words.from(name, index)} value={from} onChange={(time) => change(index, { from: time })} />
          <span aria-hidden>–</span>
          <Time label={words.to(name, index)} value={to} onChange={(time) => change(index, { to: time })} />
          <Button
            variant="subtle"
            aria-label={words.removeHours(name, from, to)}
            onClick={() => onChange(hours.filter((_, place) => place !== index))}
          >
            {words.remove}
          </Button>
        </span>
      ))}
      {after < '24:00' && (
        <Button
          variant="subtle"
          aria-label={words.addHours(name)}
          onClick={() => onChange([...hours, { from: after, to: after < '17:00' ? '17:00' : '24:00' }])}
        >
          {words.add}
        </Button>
      )}
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

function Time({ label, value, onChange }: { label: string; value: string; onChange: (time: string) => void }) {
  const offered = quarters.includes(value) ? quarters : [...quarters, value].sort();
  return (
    <select
      className="select"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {offered.map((time) => (
        <option key={time}>{time}</option>
      ))}
    </select>
  );
}

interface ClosedDatesProps {
  readonly overrides: AvailabilityView['overrides'];
  readonly date: string;
  readonly onChange: (overrides: AvailabilityView['overrides']) => void;
}

function ClosedDates({ overrides, date, onChange }: ClosedDatesProps) {
  const [chosen, setChosen] = useState('');
  const add = () => {
    if (!chosen) return;
    const others = overrides.filter((one) => one.date !== chosen);
    onChange([...others, { date: chosen, hours: [] }].sort((one, other) => one.date.localeCompare(other.date)));
    setChosen('');
  };
  return (
    <fieldset className="day">
      <legend>{words.exceptions}</legend>
      {overrides.length === 0 && <span className="soft">{words.noExceptions}</span>}
      <ul className="list whole">
        {overrides.map((one) => {
          const { day } = dayAndTime(one.date);
          const told = one.hours.map(({ from, to }) => `${from}–${to}`).join(', ') || words.closed;
          return (
            <li key={one.date} className="row">
              <span>
                {day}: {told}
              </span>
              <Button
                variant="subtle"
                aria-label={words.removeDate(day)}
                onClick={() => onChange(overrides.filter((other) => other !== one))}
              >
                {words.remove}
              </Button>
            </li>
          );
        })}
      </ul>
      <span className="opening end">
        <TextInput
          type="date"
          label={words.dayOff}
          min={date}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <Button variant="light" onClick={add}>
          {words.addDayOff}
        </Button>
      </span>
    </fieldset>
  );
}
