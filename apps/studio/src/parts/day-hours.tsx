import { Button } from '@mantine/core';
import type { Weekday } from '#contracts';
import { useEffect, useId, useRef } from 'react';
import { texts } from '../texts/texts.js';
import {
  dayAfter,
  goesOn,
  isLike,
  mayEndNextDay,
  overMidnight,
  copied,
  quarters,
  workdays,
  type DayHours as Hours,
  type Week,
} from '../weekly-hours.js';

const words = texts.settings;

/** A complaint of the server about one opening of a day. */
export interface HoursFault {
  readonly opening: number;
  readonly field: 'from' | 'to';
  readonly message: string;
}

interface DayHoursProps {
  readonly day: Weekday;
  readonly week: Week;
  readonly fault: HoursFault | undefined;
  /** Whether its hours may be copied to the days from Monday to Friday. */
  readonly mayCopy: boolean;
  readonly onChange: (week: Week) => void;
}

/** The openings of one day of every week; what is wrong stands at the opening it is about. */
export function DayHours({ day, week, fault, mayCopy, onChange }: DayHoursProps) {
  const name = texts.weekday[day];
  const next = texts.weekday[dayAfter(day)];
  const hours = week[day];
  const set = (changed: readonly Hours[]) => onChange({ ...week, [day]: changed });
  const change = (index: number, part: Partial<Hours>) =>
    set(hours.map((one, other) => (other === index ? { ...one, ...part } : one)));
  const after = hours.at(-1)?.to ?? '09:00';
  const place = useRef<HTMLFieldSetElement>(null);
  const isNew = useRef(false);
  // What is added is chosen at once; the button that added it may be gone.
  useEffect(() => {
    if (isNew.current) [...place.current!.querySelectorAll('select')].at(-2)?.focus();
    isNew.current = false;
  }, [hours.length]);
  return (
    <fieldset className="day" tabIndex={-1} ref={place}>
      <legend>{name}</legend>
      {hours.length === 0 && <span className="soft">{words.closed}</span>}
      {hours.map((opening, index) => (
        <Opening
          key={index}
          name={name}
          index={index}
          hours={opening}
          fault={fault?.opening === index ? fault : undefined}
          onChange={(part) => change(index, part)}
          onRemove={() => {
            // What was pressed is gone then.
            place.current?.focus();
            set(hours.filter((_, other) => other !== index));
          }}
          {...(mayEndNextDay(week, day, opening) && {
            nextDay: next,
            onNextDay: () => onChange(overMidnight(week, day, index)),
          })}
        />
      ))}
      {goesOn(week, day) && <span className="soft">{words.goesOn(next)}</span>}
      {after < '24:00' && (
        <Button
          variant="subtle"
          aria-label={words.addHours(name)}
          onClick={() => {
            isNew.current = true;
            set([...hours, { from: after, to: after < '17:00' ? '17:00' : '24:00' }]);
          }}
        >
          {words.add}
        </Button>
      )}
      {mayCopy && hours.length > 0 && !isLike(week, day, workdays) && (
        <Button
          variant="subtle"
          aria-label={words.copyHours(name)}
          onClick={({ currentTarget }) => {
            // The button is gone then.
            currentTarget.closest('fieldset')?.querySelector('select')?.focus();
            onChange(copied(week, day, workdays));
          }}
        >
          {words.copy}
        </Button>
      )}
    </fieldset>
  );
}

interface OpeningProps {
  readonly name: string;
  readonly index: number;
  readonly hours: Hours;
  readonly fault: HoursFault | undefined;
  readonly onChange: (part: Partial<Hours>) => void;
  readonly onRemove: () => void;
  /** Where the end may be meant for the day after: its name, and how that is said. */
  readonly nextDay?: string;
  readonly onNextDay?: () => void;
}

function Opening({ name, index, hours, fault, onChange, onRemove, nextDay, onNextDay }: OpeningProps) {
  const { from, to } = hours;
  const id = useId();
  const row = useRef<HTMLSpanElement>(null);
  const wrong = (field: HoursFault['field']) => (fault?.field === field ? id : undefined);
  return (
    <>
      <span className="opening" ref={row}>
        <Time
          label={words.from(name, index)}
          value={from}
          faultId={wrong('from')}
          onChange={(time) => onChange({ from: time })}
        />
        <span aria-hidden>–</span>
        <Time
          label={words.to(name, index)}
          value={to}
          faultId={wrong('to')}
          onChange={(time) => onChange({ to: time })}
        />
        <Button variant="subtle" aria-label={words.removeHours(name, from, to)} onClick={onRemove}>
          {words.remove}
        </Button>
      </span>
      {nextDay && (
        <span className="opening">
          <span>{words.nextDay}</span>
          <Button
            variant="light"
            onClick={() => {
              row.current?.querySelector<HTMLSelectElement>('select:last-of-type')?.focus();
              onNextDay?.();
            }}
          >
            {words.nextDayYes(to, nextDay)}
          </Button>
        </span>
      )}
      {fault && (
        <p className="fault" id={id} role="alert">
          {fault.message}
        </p>
      )}
    </>
  );
}

interface TimeProps {
  readonly label: string;
  readonly value: string;
  /** Where it is said what is wrong with this time; it takes the focus then. */
  readonly faultId: string | undefined;
  readonly onChange: (time: string) => void;
}

/** One time of day, chosen with the browser's own list. */
export function Time({ label, value, faultId, onChange }: TimeProps) {
  const list = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (faultId) list.current?.focus();
  }, [faultId]);
  const offered = quarters.includes(value) ? quarters : [...quarters, value].sort();
  return (
    <select
      ref={list}
      className="select"
      aria-label={label}
      aria-invalid={faultId !== undefined}
      aria-describedby={faultId}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {offered.map((time) => (
        <option key={time}>{time}</option>
      ))}
    </select>
  );
}
