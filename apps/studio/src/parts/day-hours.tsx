import { Button } from '@mantine/core';
import type { Weekday } from '#contracts';
import { useEffect, useId, useRef } from 'react';
import { texts } from '../texts/texts.js';
import { quarters, type DayHours as Hours } from '../weekly-hours.js';

const words = texts.settings;

/** A complaint of the server about one opening of a day. */
export interface HoursFault {
  readonly opening: number;
  readonly field: 'from' | 'to';
  readonly message: string;
}

interface DayHoursProps {
  readonly day: Weekday;
  readonly hours: readonly Hours[];
  readonly fault: HoursFault | undefined;
  readonly onChange: (hours: readonly Hours[]) => void;
}

/** The openings of one day of every week; what is wrong stands at the opening it is about. */
export function DayHours({ day, hours, fault, onChange }: DayHoursProps) {
  const name = texts.weekday[day];
  const change = (index: number, part: Partial<Hours>) =>
    onChange(hours.map((one, place) => (place === index ? { ...one, ...part } : one)));
  const after = hours.at(-1)?.to ?? '09:00';
  return (
    <fieldset className="day">
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
          onRemove={() => onChange(hours.filter((_, place) => place !== index))}
        />
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
}

function Opening({ name, index, hours: { from, to }, fault, onChange, onRemove }: OpeningProps) {
  const id = useId();
  const wrong = (field: HoursFault['field']) => (fault?.field === field ? id : undefined);
  return (
    <>
      <span className="opening">
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

function Time({ label, value, faultId, onChange }: TimeProps) {
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
