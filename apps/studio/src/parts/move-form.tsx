import { Button, TextInput } from '@mantine/core';
import type { AppointmentReschedule, AppointmentView } from '#contracts';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { ApiRefusal } from '../api.js';
import { texts } from '../texts/texts.js';
import { LiftChoice, LiftReason } from './lift.js';
import { Refusal } from './query.js';
import { Times, UnclearTime } from './times.js';
import { clearDayAndTime } from './wall-time.js';

const words = texts.appointment.move;

interface MoveFormProps {
  readonly one: Pick<AppointmentView, 'atCoach'>;
  /** The time that was asked for elsewhere, as the coach's wall reads it. */
  readonly wanted?: string | undefined;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onMove: (request: AppointmentReschedule) => void;
  readonly onLeave: () => void;
}

/** Another time, typed as the coach's own wall reads it. What is not clear, not offered or taken is said, with what may be done. */
export function MoveForm({
  one,
  wanted = one.atCoach.local.slice(0, 10),
  pending,
  error,
  onMove,
  onLeave,
}: MoveFormProps) {
  const { timeZone } = one.atCoach;
  const [date, setDate] = useState(wanted.slice(0, 10));
  const [time, setTime] = useState(wanted.slice(11));
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
      {error && choices.length === 0 && <Refusal error={error} />}
      {choices.length > 0 && (
        <UnclearTime choices={choices} pending={pending} onTake={(start) => onMove(request(start))} />
      )}
      {alternatives.length > 0 && (
        <Times
          said={words.near}
          times={alternatives.map((one) => ({ start: one.start, label: words.at(clearDayAndTime(one)) }))}
          pending={pending}
          onTake={(start) => onMove(request(start))}
        />
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
      <LiftChoice words={words} lifts={lifts} onLift={setLifts} />
      {lifts && <LiftReason label={words.liftReason} reason={reason} onReason={setReason} />}
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
