import { Button, TextInput } from '@mantine/core';
import type { AvailabilityView } from '#contracts';
import { Link } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { withDate } from '../other-dates.js';
import { texts } from '../texts/texts.js';
import { Time } from './day-hours.js';
import { dayAndTime } from './wall-time.js';

const words = texts.settings;

interface ClosedDatesProps {
  readonly coachId: string;
  readonly overrides: AvailabilityView['overrides'];
  readonly date: string;
  /** A complaint about these dates. */
  readonly fault: string | undefined;
  readonly onChange: (overrides: AvailabilityView['overrides']) => void;
}

/** The dates on which other hours hold than every week. */
export function ClosedDates({ coachId, overrides, date, fault, onChange }: ClosedDatesProps) {
  const id = useId();
  const [chosen, setChosen] = useState('');
  const [missing, setMissing] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [hours, setHours] = useState({ from: '09:00', to: '12:00' });
  const place = useRef<HTMLFieldSetElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // A date that was chosen and not added would be lost without a word when the hours are saved.
  useEffect(() => field.current?.setCustomValidity(chosen ? words.addFirst : ''), [chosen]);
  const add = () => {
    setMissing(!chosen);
    if (!chosen) return field.current?.focus();
    onChange(withDate(overrides, chosen, isOpen ? hours : null));
    setChosen('');
  };
  const part = (name: 'from' | 'to', label: string) => (
    <Time
      label={label}
      value={hours[name]}
      faultId={undefined}
      onChange={(time) => setHours({ ...hours, [name]: time })}
    />
  );
  return (
    <fieldset className="day" aria-describedby={fault && id} tabIndex={-1} ref={place}>
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
                onClick={() => {
                  // What was pressed is gone then.
                  place.current?.focus();
                  onChange(overrides.filter((other) => other !== one));
                }}
              >
                {words.remove}
              </Button>
            </li>
          );
        })}
      </ul>
      {fault && (
        <p className="fault" id={id} role="alert">
          {fault}
        </p>
      )}
      <span className="opening end">
        <TextInput
          ref={field}
          type="date"
          label={isOpen ? words.otherDate : words.dayOff}
          min={date}
          value={chosen}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // It means this date, and not yet the hours as a whole.
            event.preventDefault();
            add();
          }}
          error={missing && words.chooseDate}
          onChange={(event) => {
            setMissing(false);
            setChosen(event.currentTarget.value);
          }}
        />
        {isOpen && (
          <span className="opening">
            {part('from', words.otherFrom)}
            <span aria-hidden>–</span>
            {part('to', words.otherTo)}
          </span>
        )}
        <Button variant="light" onClick={add}>
          {isOpen ? words.addOtherDate : words.addDayOff}
        </Button>
      </span>
      <label className="tick whole">
        <input type="checkbox" checked={isOpen} onChange={(event) => setOpen(event.currentTarget.checked)} />
        <span>{words.openThen}</span>
      </label>
      <p className="soft whole">
        {words.away}{' '}
        <Link className="link" to="/studio/calendar" search={{ coach: coachId }}>
          {words.toTimeOff}
        </Link>
      </p>
    </fieldset>
  );
}
