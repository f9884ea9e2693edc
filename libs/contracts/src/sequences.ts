import { z } from 'zod';
import { list, pageQuery } from './paging.js';
import { Id, InstantOut, line, prose, Slug, TimeOfDay } from './scalars.js';

const message = {
  subject: line(150),
  body: prose(20_000).refine((text) => text.trim() !== '', { error: 'Must not be empty.' }),
  kind: z.enum(['service', 'marketing']),
};

/** A message of a sequence: so many minutes after its trigger, or some days after at a time on the reader's wall. */
export const SequenceStep = z
  .union([
    z.strictObject({ delayMinutes: z.int().min(0).max(1_051_200), ...message }),
    z.strictObject({ afterDays: z.int().min(0).max(730), at: TimeOfDay, ...message }),
  ])
  .meta({ id: 'SequenceStep' });
export type SequenceStep = z.infer<typeof SequenceStep>;

export const SequenceTrigger = z.enum(['appointmentCompleted', 'manual']).meta({ id: 'SequenceTrigger' });
export type SequenceTrigger = z.infer<typeof SequenceTrigger>;

/** What ends a person's enrolment before its last step. */
export const ExitRule = z.enum(['booked', 'caseClosed', 'unsubscribed']).meta({ id: 'ExitRule' });
export type ExitRule = z.infer<typeof ExitRule>;

/** A new series of messages. */
export const SequenceCreate = z
  .strictObject({
    slug: Slug,
    name: line(120),
    trigger: SequenceTrigger,
    steps: z.array(SequenceStep).min(1).max(50),
    exitRules: z.array(ExitRule).max(10).default([]),
  })
  .meta({ id: 'SequenceCreate' });
export type SequenceCreate = z.infer<typeof SequenceCreate>;

/** A series of messages as the practice sees it. */
export const SequenceView = z
  .strictObject({
    id: Id,
    slug: Slug,
    name: z.string(),
    trigger: SequenceTrigger,
    steps: z.array(SequenceStep),
    exitRules: z.array(ExitRule),
    active: z.boolean(),
    createdAt: InstantOut,
  })
  .meta({ id: 'Sequence' });
export type SequenceView = z.infer<typeof SequenceView>;

export const SequenceList = list(SequenceView).meta({ id: 'SequenceList' });
export type SequenceList = z.infer<typeof SequenceList>;

/** Puts one person into a sequence, for one of their cases where named. */
export const EnrolmentCreate = z.strictObject({ client: Id, case: Id.optional() }).meta({ id: 'EnrolmentCreate' });
export type EnrolmentCreate = z.infer<typeof EnrolmentCreate>;

export const EnrolmentStatus = z.enum(['active', 'finished', 'exited', 'braked']).meta({ id: 'EnrolmentStatus' });
export type EnrolmentStatus = z.infer<typeof EnrolmentStatus>;

/** One person in a sequence; `nextStep` counts from 0 and is null when none is left. */
export const EnrolmentView = z
  .strictObject({
    id: Id,
    sequenceId: Id,
    clientId: Id,
    caseId: Id.nullable(),
    status: EnrolmentStatus,
    reason: z.string().nullable(),
    nextStep: z.int().min(0).nullable(),
    nextDueAt: InstantOut.nullable(),
    createdAt: InstantOut,
  })
  .meta({ id: 'Enrolment' });
export type EnrolmentView = z.infer<typeof EnrolmentView>;

export const EnrolmentList = list(EnrolmentView).meta({ id: 'EnrolmentList' });
export type EnrolmentList = z.infer<typeof EnrolmentList>;

/** Which enrolments of a sequence are asked for. */
export const EnrolmentsQuery = z
  .strictObject({ status: EnrolmentStatus.optional(), client: Id.optional(), ...pageQuery })
  .meta({ id: 'EnrolmentsQuery' });
export type EnrolmentsQuery = z.infer<typeof EnrolmentsQuery>;
