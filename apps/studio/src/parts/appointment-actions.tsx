import { Button, Textarea } from '@mantine/core';
import type { AppointmentReschedule, AppointmentView, RequestAnswer } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { useFocusBack } from './focus-once.js';
import { money } from './money.js';
import { MoveForm } from './move-form.js';
import { Refusal } from './query.js';
import { dayAndTime, distanceTo, minutesBetween } from './wall-time.js';

const words = texts.appointment;
const undoMinutes = 3;

type Action = 'complete' | 'no-show' | 'cancel' | 'approve' | 'decline' | 'reschedule' | 'undo';
/** What is asked once more. */
type Asking = 'cancel' | 'decline' | 'reschedule';
interface Act {
  readonly action: Action;
  readonly body?: { readonly reason?: string } | AppointmentReschedule;
}

/** What may be done with an appointment as it stands. What reaches other people is asked once more. */
export function AppointmentActions({ one, now }: { one: AppointmentView; now: string }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [asked, setAsked] = useState<Asking | null>(null);
  const again = useFocusBack(asking !== null);
  const told = useRef<HTMLDivElement>(null);
  const act = useMutation({
    mutationFn: ({ action, body = {} }: Act) =>
      call<AppointmentView>('POST', `/appointments/${one.id}/${action}`, body),
    onSuccess: async (changed) => {
      setAsking(null);
      client.setQueryData(['appointment', one.id], changed);
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
  });
  // The button that was pressed is gone then, so the focus goes to what came of it.
  useEffect(() => {
    if (act.isSuccess) told.current?.focus();
  }, [act.isSuccess, act.data]);

  const button = (action: Action, label: string, variant: 'filled' | 'light') => (
    <Button
      variant={variant}
      loading={act.isPending && act.variables.action === action}
      onClick={() => act.mutate({ action })}
    >
      {label}
    </Button>
  );
  const ask = (what: Asking) => ({
    ref: asked === what ? again : undefined,
    onClick: () => {
      setAsked(what);
      setAsking(what);
    },
  });
  const leave = () => {
    setAsking(null);
    act.reset();
  };
  const { status } = one;
  const begun = one.start <= now;
  const { day, time } = dayAndTime(one.atCoach.local);
  const waits = status === 'pending_approval' && !one.answer?.decision;
  const undoable = mayUndo(one, now);
  return (
    <div className="grid">
      {act.isError && asking !== 'reschedule' && <Refusal error={act.error} />}
      <div className="told" role="status" tabIndex={-1} ref={told}>
        {one.answer?.decision ? (
          <span>{words.forTwo[one.answer.decision](dayAndTime(one.answer.atCoach.local))}</span>
        ) : (
          outcome(act.variables?.action, act.data ? one : null, undoable, isOwnBooking(one, now))
        )}
        {undoable && button('undo', one.series && isOwnBooking(one, now) ? words.undoThis : words.undo, 'light')}
      </div>
      {asking === null ? (
        <div className="row start">
          {waits && one.answer && <p className="soft whole">{whatAnswering(one, one.answer)}</p>}
          {waits && button('approve', words.approve, 'filled')}
          {status === 'held' && one.holdExpiresAt && (
            <p className="soft whole">{words.heldUntil(distanceTo(one.holdExpiresAt, now))}</p>
          )}
          {status === 'confirmed' && begun && button('complete', words.complete, 'filled')}
          {status === 'confirmed' && begun && button('no-show', words.noShow, 'light')}
          {waits && (
            <Button variant="light" {...ask('decline')}>
              {words.decline}
            </Button>
          )}
          {status === 'confirmed' && (
            <Button variant="light" {...ask('reschedule')}>
              {words.move.ask}
            </Button>
          )}
          {(status === 'confirmed' || status === 'held') && (
            <Button variant="subtle" color="clay" {...ask('cancel')}>
              {words.cancel}
            </Button>
          )}
          {status === 'confirmed' && !begun && <p className="soft whole">{words.onceBegun(day, time)}</p>}
          {closed.has(status) && !undoable && <p className="soft">{words.nothingToDo}</p>}
        </div>
      ) : asking === 'reschedule' ? (
        <MoveForm
          one={one}
          pending={act.isPending}
          error={act.variables?.action === 'reschedule' ? act.error : null}
          onMove={(body) => act.mutate({ action: 'reschedule', body })}
          onLeave={leave}
        />
      ) : (
        <AskOnceMore
          question={asking === 'cancel' ? words.cancelSure : declineSure(one)}
          yes={asking === 'cancel' ? words.cancelYes : words.declineYes}
          pending={act.isPending}
          onYes={(reason) => act.mutate({ action: asking, body: reason ? { reason } : {} })}
          onNo={leave}
        />
      )}
    </div>
  );
}

const closed = new Set<AppointmentView['status']>(['completed', 'no_show', 'cancelled', 'expired', 'declined']);

/** Staff take back what they did within three minutes; whoever comes later is told so by the server. */
function mayUndo(one: AppointmentView, now: string): boolean {
  const { status, answer, history, moves } = one;
  if (answer) return answer.decision !== null && now < answer.dueAt;
  if (isOwnBooking(one, now)) return true;
  if (status === 'confirmed') {
    const last = moves.at(-1);
    return last?.by === 'practice' && !last.takesBack && minutesBetween(last.movedAt, now) < undoMinutes;
  }
  const last = history.findLast(({ action }) => action === undoneBy[status]);
  return last !== undefined && last.actor.kind === 'member' && minutesBetween(last.at, now) < undoMinutes;
}

/** Whether it stands as the practice booked it a moment ago, and nobody has been told yet. */
function isOwnBooking({ bookedBy, bookedAt, status, moves }: AppointmentView, now: string): boolean {
  const open = status === 'confirmed' || status === 'held';
  const fresh = minutesBetween(bookedAt, now) < undoMinutes;
  return open && fresh && bookedBy === 'practice' && moves.every(({ by }) => by === 'practice');
}

/** What an answer means, and until when there may be one. */
function whatAnswering({ payment }: AppointmentView, { keptUntilDue, atCoach }: RequestAnswer): string {
  const due = dayAndTime(atCoach.local);
  return keptUntilDue ? words.forTwo.ask(due) : words.forOne(due, payment.required ? money(payment.amount) : null);
}

const declineSure = ({ answer }: AppointmentView): string =>
  answer?.keptUntilDue ? words.forTwo.declineSure : words.declineSure;

const undoneBy: Partial<Record<AppointmentView['status'], string>> = {
  completed: 'appointment.completed',
  no_show: 'appointment.no-show',
  cancelled: 'appointment.cancelled',
};

function outcome(action: Action | undefined, one: AppointmentView | null, undoable: boolean, isNew: boolean) {
  if (one && action === 'undo') return <span>{words.undone}</span>;
  if (!one && isNew) return <span>{words.booked}</span>;
  if (one && undoable && one.status === 'confirmed')
    return <span>{words.move.done(dayAndTime(one.atCoach.local))}</span>;
  if (undoable && one) return <span>{words.changed(texts.status[one.status])}</span>;
  if (undoable) return <span>{words.stillUndoable}</span>;
  return one && <span>{words.now(texts.status[one.status])}</span>;
}

interface AskOnceMoreProps {
  readonly question: string;
  readonly yes: string;
  readonly pending: boolean;
  readonly onYes: (reason: string) => void;
  readonly onNo: () => void;
}

function AskOnceMore({ question, yes, pending, onYes, onNo }: AskOnceMoreProps) {
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    onYes(reason.trim());
  };
  return (
    <form
      className="form asked"
      aria-label={question}
      onSubmit={send}
      onKeyDown={(event) => event.key === 'Escape' && onNo()}
    >
      <p>{question}</p>
      <Textarea
        ref={field}
        label={words.reason}
        description={words.reasonHint}
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="row start">
        <Button type="submit" color="clay" loading={pending}>
          {yes}
        </Button>
        <Button variant="light" onClick={onNo}>
          {words.keep}
        </Button>
      </div>
    </form>
  );
}
