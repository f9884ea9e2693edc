import { Button, Checkbox, TextInput } from '@mantine/core';
import type { AppointmentReschedule, AppointmentView } from '#contracts';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { ApiRefusal } from '../api.js';
import { texts } from '../texts/texts.js';
import { Refusal } from './query.js';
import { dayAndTime } from './wall-time.js';

const words = texts.appointment.move;

interface MoveFormProps {
  readonly one: AppointmentView;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onMove: (request: AppointmentReschedule) => void;
  readonly onLeave: () => void;
}

/** Another time, typed as the coach's own wall reads it. What is not clear, not offered or taken is said, with what may be done. */
export function MoveForm({ one, pending, error, onMove, onLeave }: MoveFormProps) {
  const { timeZone } = one.atCoach;
  const [date, setDate] = useState(one.atCoach.local.slice(0, 10));
  const [time, setTime] = useState('');
  const [lifts, setLifts] = useState(false);
  const [reason, setReason] = useState('');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const problem = error instanceof ApiRefusal ? error.problem : {};
  const { choices = [], alternatives = [] } = problem;
  const request = (start: AppointmentReschedule['start']): AppointmentReschedule => ({
    start,
    ...(lifts && { override: { reason: reason.trim() } }),
  });
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    onMove(request({ local: `${date}T${time}`, timeZone }));
  };
  return (
    <form
      className="form asked"
      aria-label={words.title}
      onSubmit={send}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
    >
      <p>{words.hint(texts.zone(timeZone))}</p>
      {error && <Refusal error={error} />}
      {choices.length > 0 && (
        <fieldset className="day">
          <legend>{words.which}</legend>
          <div className="row start">
            {choices.map(({ start, local, offset }) => (
              <Button key={start} variant="light" loading={pending} onClick={() => onMove(request(start))}>
                {words.choice(dayAndTime(local), offset)}
              </Button>
            ))}
          </div>
        </fieldset>
      )}
      {alternatives.length > 0 && (
        <fieldset className="day">
          <legend>{words.near}</legend>
          <div className="row start">
            {alternatives.map(({ start, local }) => (
              <Button key={start} variant="light" loading={pending} onClick={() => onMove(request(start))}>
                {words.at(dayAndTime(local))}
              </Button>
            ))}
          </div>
        </fieldset>
      )}
      <div className="row start">
        <TextInput
          ref={first}
          type="date"
          label={words.date}
          required
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <TextInput
          type="time"
          label={words.time}
          required
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </div>
      <Checkbox
        label={words.lift}
        description={words.liftHint}
        checked={lifts}
        onChange={(event) => setLifts(event.currentTarget.checked)}
      />
      {lifts && (
        <TextInput
          label={words.liftReason}
          description={texts.appointment.reasonHint}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <div className="row start">
        <Button type="submit" loading={pending}>
          {words.yes}
        </Button>
        <Button variant="light" onClick={onLeave}>
          {words.no}
        </Button>
      </div>
    </form>
  );
}
