import { Button } from '@mantine/core';
import type { BlockedTimePatch, CalendarEntry } from '#contracts';
import { Link } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal } from '../../api.js';
import { entryWhen, keptSaid } from '../../calendar/spoken.js';
import { texts } from '../../texts/texts.js';
import { Dialog } from '../dialog.js';
import { useFocusBack } from '../focus-once.js';
import { MoveForm } from '../move-form.js';
import { StatusBadge } from '../status-badge.js';
import { WaitingLink } from '../waiting-link.js';
import { DateFields } from './date-fields.js';
import { LabelField } from './label-field.js';
import { RefusedBlock } from './refused-block.js';
import { changeBlocked, moveAppointment, unblock } from './steps.js';
import { knownTimesOf, TimeFields, timesToSend } from './time-fields.js';
import type { Steps } from './use-steps.js';

const words = texts.calendar;

interface EntryDialogProps {
  readonly told: CalendarEntry;
  readonly coachId: string;
  readonly timeZone: string;
  readonly steps: Steps;
  readonly onClose: () => void;
}

/** An appointment of the calendar: who comes, how it stands, the way to its page, and another time for it. */
export function AppointmentDialog({
  told,
  timeZone,
  steps,
  onClose,
  wanted,
}: EntryDialogProps & { wanted: string | undefined }) {
  const [moving, setMoving] = useState(wanted !== undefined);
  const mover = useFocusBack(moving);
  const id = told.id!;
  const move = async (request: Parameters<typeof moveAppointment>[1]) => {
    if (await steps.take(moveAppointment(id, request))) onClose();
  };
  return (
    <Dialog title={entryWhen(told)} onClose={onClose}>
      <div className="row start">
        {told.status && <StatusBadge status={told.answer ? 'answered' : told.status} />}
        <span>
          {told.who.map((name) => (
            <bdi key={name}>{name} </bdi>
          ))}
          · <bdi>{told.title}</bdi>
        </span>
      </div>
      <Link className="link" to="/studio/appointments/$id" params={{ id }}>
        {words.openAppointment}
      </Link>
      {moving ? (
        <MoveForm
          one={{ atCoach: { ...told.startsAt, timeZone } }}
          wanted={wanted}
          pending={steps.pending}
          error={steps.error}
          onMove={(request) => void move(request)}
          onLeave={() => setMoving(false)}
        />
      ) : (
        <div className="row start">
          {told.movable && (
            <Button ref={mover} onClick={() => setMoving(true)}>
              {texts.appointment.move.ask}
            </Button>
          )}
          <Button variant="light" onClick={onClose}>
            {words.close}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

/** A time that is kept for somebody who waits: for whom, until when, what then, and the way to their place on the list. */
export function KeptDialog({ told, onClose }: Pick<EntryDialogProps, 'told' | 'onClose'>) {
  return (
    <Dialog title={entryWhen(told)} onClose={onClose}>
      <p>
        {keptSaid(told)} · <bdi>{told.title}</bdi>
      </p>
      <p className="soft">{words.keptHint}</p>
      <WaitingLink id={told.id!}>{words.openWaiting}</WaitingLink>
      <div className="row start">
        <Button variant="light" onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </Dialog>
  );
}

/** Blocked time: when it is and what for, to be changed or taken out. */
export function BlockedDialog({ told, coachId, timeZone, steps, onClose }: EntryDialogProps) {
  const known = knownTimesOf(told);
  const [typed, setTyped] = useState({ from: known.from, to: known.to });
  const [dates, setDates] = useState(told.dates);
  const [label, setLabel] = useState(told.title ?? '');
  const fault = (path: string) => (steps.error instanceof ApiRefusal ? steps.error.fault(path) : undefined);
  const send = async (meant: BlockedTimePatch = {}) => {
    const time = dates ?? { ...timesToSend(typed, known, timeZone), ...meant };
    if (await steps.take(changeBlocked(told, { ...time, label: label.trim() || null }))) onClose();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void send();
  };
  if (!told.movable)
    return (
      <Dialog title={entryWhen(told)} onClose={onClose}>
        <p>
          {words.blocked}
          {told.title && ' · '}
          {told.title && <bdi>{told.title}</bdi>}
        </p>
        <Button variant="light" onClick={onClose}>
          {words.close}
        </Button>
      </Dialog>
    );
  return (
    <Dialog title={entryWhen(told)} onClose={onClose}>
      <form className="form" onSubmit={submit} aria-label={words.change}>
        <RefusedBlock
          error={steps.error}
          pending={steps.pending}
          onMeant={(field, start) => void send({ [field]: start })}
        />
        {dates ? (
          <DateFields dates={dates} fault={fault} onChange={setDates} />
        ) : (
          <TimeFields typed={typed} timeZone={timeZone} fault={fault} onChange={setTyped} />
        )}
        <LabelField label={label} onLabel={setLabel} />
        <div className="row start">
          <Button type="submit" loading={steps.pending}>
            {words.save}
          </Button>
          <Button
            variant="light"
            color="clay"
            disabled={steps.pending}
            onClick={() => void steps.take(unblock(coachId, told)).then((isOut) => isOut && onClose())}
          >
            {words.unblock}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {words.close}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
