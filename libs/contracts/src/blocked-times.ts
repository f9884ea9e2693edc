import { z } from 'zod';
import { LocalStart } from './appointments.js';
import { list, pageQuery } from './paging.js';
import { DateOnly, Id, Instant, InstantOut, line, LocalTimeOut, Offset, Revision, TimeZone } from './scalars.js';

const dayMs = 86_400_000;
const longestDays = 366;

/** Which of a coach's blocked times are asked for: those that touch these dates on the coach's wall, both included. */
export const BlockedTimesQuery = z
  .strictObject({ from: DateOnly.optional(), to: DateOnly.optional(), ...pageQuery })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    error: 'Must not be before from.',
  })
  .meta({ id: 'BlockedTimesQuery' });
export type BlockedTimesQuery = z.infer<typeof BlockedTimesQuery>;

const when = {
  start: z.union([Instant, LocalStart]).optional(),
  end: z.union([Instant, LocalStart]).optional(),
  from: DateOnly.optional(),
  to: DateOnly.optional(),
};

interface When {
  readonly start?: unknown;
  readonly end?: unknown;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Whole dates or two times, never both; a length is checked here where it needs no clock. */
function faultsOfWhen({ start, end, from, to }: When, context: z.RefinementCtx): void {
  const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const dates = from !== undefined || to !== undefined;
  if (dates && start !== undefined) fault('start', 'Leave it out where dates are given.');
  if (dates && end !== undefined) fault('end', 'Leave it out where dates are given.');
  if (dates && from === undefined) fault('from', 'Say the first date.');
  if (dates && to === undefined) fault('to', 'Say the last date.');
  if (from === undefined || to === undefined) return;
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days < 1) fault('to', 'Must not be before from.');
  if (days > longestDays) fault('to', `Block at most ${longestDays} days at a time.`);
}

/** Time a coach is not to be booked: from one time to another, or whole dates on the coach's wall, the last included. */
export const BlockedTimeCreate = z
  .strictObject({ ...when, label: line(80).optional() })
  .superRefine((wanted, context) => {
    faultsOfWhen(wanted, context);
    if (wanted.from !== undefined || wanted.to !== undefined) return;
    if (wanted.start === undefined)
      context.addIssue({ code: 'custom', path: ['start'], message: 'Say when it begins, or give from and to.' });
    if (wanted.end === undefined)
      context.addIssue({ code: 'custom', path: ['end'], message: 'Say when it ends, or give from and to.' });
  })
  .meta({ id: 'BlockedTimeCreate' });
export type BlockedTimeCreate = z.infer<typeof BlockedTimeCreate>;

/** A change of it: what is left out stays; dates take the place of times and times that of dates; null takes the label away. */
export const BlockedTimePatch = z
  .strictObject({ ...when, label: line(80).nullable().optional() })
  .superRefine(faultsOfWhen)
  .meta({ id: 'BlockedTimePatch' });
export type BlockedTimePatch = z.infer<typeof BlockedTimePatch>;

/** An instant as the coach's wall clock reads it. */
const atCoach = z.strictObject({ local: LocalTimeOut, offset: Offset });

/** Blocked time as the practice sees it; `dates` where whole dates were blocked, both included. */
export const BlockedTimeView = z
  .strictObject({
    id: Id,
    coachId: Id,
    start: InstantOut,
    end: InstantOut,
    timeZone: TimeZone,
    startsAt: atCoach,
    endsAt: atCoach,
    dates: z.strictObject({ from: DateOnly, to: DateOnly }).nullable(),
    label: z.string().nullable(),
    revision: Revision,
  })
  .meta({ id: 'BlockedTime' });
export type BlockedTimeView = z.infer<typeof BlockedTimeView>;

export const BlockedTimeList = list(BlockedTimeView).meta({ id: 'BlockedTimeList' });
export type BlockedTimeList = z.infer<typeof BlockedTimeList>;
