import { z } from 'zod';
import { AppointmentView, LocalStart, Reference, StaffOverride } from './appointments.js';
import { Booker } from './bookings.js';
import { Id, Instant, InstantOut, Money, TimeZone } from './scalars.js';
import { SeriesOccurrence } from './series-times.js';

const longestSeries = 52;

/** What was decided about one time of a series: it is left out, or it gets another start, and rules may be lifted for it. */
export const SeriesChange = z
  .strictObject({
    number: z.int().min(1).max(longestSeries),
    skip: z.literal(true).optional(),
    start: z.union([Instant, LocalStart]).optional(),
    override: StaffOverride.optional(),
  })
  .superRefine(({ skip, start, override }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (skip && start !== undefined) fault('start', 'What is left out has no start.');
    if (skip && override !== undefined) fault('override', 'For what is left out nothing is lifted.');
    if (!skip && start === undefined && override === undefined) fault('skip', 'Give skip, start or override.');
  })
  .meta({ id: 'SeriesChange' });
export type SeriesChange = z.infer<typeof SeriesChange>;

/**
 * Staff book the same time every so many weeks for a client. It stays at its time on the wall of `timeZone`, the coach's where
 * that is left out. An offering that is paid when booked is made in series only where `payment` says that it is paid later.
 */
export const SeriesCreate = z
  .strictObject({
    offering: Id,
    coach: Id,
    client: z.union([Id, Booker]),
    case: Id.optional(),
    start: z.union([Instant, LocalStart]),
    timeZone: TimeZone.optional(),
    everyWeeks: z.int().min(1).max(4),
    times: z.int().min(2).max(longestSeries),
    changes: z.array(SeriesChange).max(longestSeries).optional(),
    payment: z.literal('later').optional(),
  })
  .superRefine(({ changes = [], times }, context) => {
    const fault = (index: number, message: string) =>
      context.addIssue({ code: 'custom', path: ['changes', index, 'number'], message });
    changes.forEach(({ number }, index) => {
      if (number > times) fault(index, 'The series has no such time.');
      else if (changes.findIndex((one) => one.number === number) !== index) fault(index, 'This time is changed twice.');
    });
  })
  .meta({ id: 'SeriesCreate' });
export type SeriesCreate = z.infer<typeof SeriesCreate>;

/** How each time would come out. `ready`: nothing is left to decide. `due` is what a single booking of it asks for. */
export const SeriesPreview = z
  .strictObject({ timeZone: TimeZone, ready: z.boolean(), due: Money, occurrences: z.array(SeriesOccurrence) })
  .meta({ id: 'SeriesPreview' });
export type SeriesPreview = z.infer<typeof SeriesPreview>;

/** Appointments that were made together, in the order of their making, whatever became of each since. */
export const SeriesView = z
  .strictObject({
    id: Id,
    coach: Reference,
    timeZone: TimeZone,
    everyWeeks: z.int().min(1),
    times: z.int().min(1),
    createdAt: InstantOut,
    appointments: z.array(AppointmentView),
  })
  .meta({ id: 'Series' });
export type SeriesView = z.infer<typeof SeriesView>;
