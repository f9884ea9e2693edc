import { Button, TextInput } from '@mantine/core';
import type { AvailabilityView } from '#contracts';
import { useState } from 'react';
import { texts } from '../texts/texts.js';
import { dayAndTime } from './wall-time.js';

const words = texts.settings;

interface ClosedDatesProps {
  readonly overrides: AvailabilityView['overrides'];
  readonly date: string;
  readonly onChange: (overrides: AvailabilityView['overrides']) => void;
}

/** The dates on which other hours hold than every week. */
export function ClosedDates({ overrides, date, onChange }: ClosedDatesProps) {
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
