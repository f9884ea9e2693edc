import type {
  AppointmentCreate,
  AppointmentView,
  SeriesCreate,
  SeriesOccurrence,
  SeriesPreview,
  SeriesView,
} from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiRefusal, call } from '../api.js';
import { changesOf, isOpen, type Decisions } from '../series-decisions.js';

/** How often a time comes back; null for one that does not. */
export type Repeat = Pick<SeriesCreate, 'everyWeeks' | 'times'> | null;
type Wanted = Omit<AppointmentCreate, 'override'>;

const problemOf = (error: Error | null) => (error instanceof ApiRefusal ? error.problem : {});

/** Books one time, or looks at all times of a series and then makes it; whoever changes the form begins anew. */
export function useBooking() {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [lift, setLift] = useState({ on: false, reason: '' });
  const [decisions, setDecisions] = useState<Decisions>({});
  const leadTo = async (id: string) => {
    await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    await navigate({ to: '/studio/appointments/$id', params: { id }, replace: true });
  };
  const one = useMutation({
    mutationFn: (wanted: AppointmentCreate) => call<AppointmentView>('POST', '/appointments', wanted),
    onSuccess: ({ id }) => leadTo(id),
  });
  const look = useMutation({
    mutationFn: (wanted: SeriesCreate) => call<SeriesPreview>('POST', '/series/preview', wanted),
  });
  const series = useMutation({
    mutationFn: (wanted: SeriesCreate) => call<SeriesView>('POST', '/series', wanted),
    onSuccess: ({ appointments }) => leadTo(appointments[0]!.id),
    // What was decided for a time that cannot be so any more has to be decided once more.
    onError: (error) => {
      const open = (problemOf(error).occurrences ?? []).filter(isOpen).map(({ number }) => String(number));
      setDecisions(Object.fromEntries(Object.entries(decisions).filter(([number]) => !open.includes(number))));
    },
  });
  const fresh = problemOf(series.error).occurrences;
  const occurrences: readonly SeriesOccurrence[] | undefined = fresh ?? look.data?.occurrences;

  return {
    lift,
    setLift,
    decisions,
    decide: (number: number, decision: string) => setDecisions({ ...decisions, [number]: decision }),
    occurrences,
    changed: fresh !== undefined,
    /** The refusal in words, where there is nothing better to show. */
    error: one.error ?? look.error ?? (fresh ? null : series.error),
    problem: problemOf(one.error ?? look.error),
    pending: one.isPending || look.isPending || series.isPending,
    reset: () => {
      for (const { reset } of [one, look, series]) reset();
      setLift({ on: false, reason: '' });
      setDecisions({});
    },
    /** At the time that was chosen, or at another one that was offered in its place. */
    book: (wanted: Wanted, start: Wanted['start'] = wanted.start) =>
      one.mutate({ ...wanted, start, ...(lift.on && { override: { reason: lift.reason.trim() } }) }),
    lookAt: (wanted: Wanted, repeat: NonNullable<Repeat>) => {
      series.reset();
      look.mutate({ ...wanted, ...repeat });
    },
    bookSeries: (wanted: Wanted, repeat: NonNullable<Repeat>, paidLater: boolean) =>
      series.mutate({
        ...wanted,
        ...repeat,
        changes: changesOf(decisions, lift.reason),
        ...(paidLater && { payment: 'later' as const }),
      }),
  };
}

export type Booking = ReturnType<typeof useBooking>;
