import { z } from 'zod';
import { Reference } from './appointments.js';
import { NamedPerson } from './bookings.js';
import { list, pageQuery } from './paging.js';
import { Id, InstantOut, line, Revision, TimeZone } from './scalars.js';

export const CaseKind = z.enum(['individual', 'couple', 'family']).meta({ id: 'CaseKind' });
export type CaseKind = z.infer<typeof CaseKind>;

export const CaseStatus = z.enum(['inquiry', 'active', 'paused', 'closed', 'separated']).meta({ id: 'CaseStatus' });
export type CaseStatus = z.infer<typeof CaseStatus>;

export const CaseProgress = z.enum(['steady', 'slipping', 'stalled']).meta({ id: 'CaseProgress' });
export type CaseProgress = z.infer<typeof CaseProgress>;

/** Which cases are asked for; `q` looks in the participants' names and addresses. */
export const CasesQuery = z
  .strictObject({
    q: line(100).optional(),
    status: CaseStatus.optional(),
    progress: CaseProgress.optional(),
    coach: Id.optional(),
    client: Id.optional(),
    ...pageQuery,
  })
  .meta({ id: 'CasesQuery' });
export type CasesQuery = z.infer<typeof CasesQuery>;

/** A person the coach adds to a case. */
export const ParticipantCreate = z.strictObject(NamedPerson.shape).meta({ id: 'ParticipantCreate' });
export type ParticipantCreate = z.infer<typeof ParticipantCreate>;

/**
 * A new case: `clients` are people the practice knows, `people` are described and taken as known where name and address
 * fit; anyone may be added as a participant afterwards.
 */
export const CaseCreate = z
  .strictObject({
    kind: CaseKind,
    coach: Id,
    clients: z.array(Id).max(12).default([]),
    people: z.array(ParticipantCreate).max(12).default([]),
  })
  .superRefine(({ kind, clients, people }, context) => {
    const most = kind === 'individual' ? 1 : kind === 'couple' ? 2 : 12;
    const tooMany = (path: (string | number)[]) =>
      context.addIssue({ code: 'custom', path, message: 'This kind of case has fewer people.' });
    clients.forEach((id, index) => {
      if (clients.indexOf(id) !== index) {
        context.addIssue({ code: 'custom', path: ['clients', index], message: 'This client is named twice.' });
      } else if (index >= most) tooMany(['clients', index]);
    });
    people.forEach((_, index) => {
      if (clients.length + index >= most) tooMany(['people', index]);
    });
  })
  .meta({ id: 'CaseCreate' });
export type CaseCreate = z.infer<typeof CaseCreate>;

/** A change of how a case stands; what is left out stays. */
export const CasePatch = z
  .strictObject({
    status: z.enum(['active', 'paused', 'closed']).optional(),
    progress: CaseProgress.optional(),
  })
  .meta({ id: 'CasePatch' });
export type CasePatch = z.infer<typeof CasePatch>;

/** Takes the last change of status back. */
export const CaseUndo = z.strictObject({}).meta({ id: 'CaseUndo' });
export type CaseUndo = z.infer<typeof CaseUndo>;

/**
 * A client's place in a case: `named` is an address somebody typed that was sent nothing yet; `invited` says that a coach
 * agreed to invite it, and stays until they joined, whatever was answered.
 */
export const ParticipantView = z
  .strictObject({
    id: Id,
    clientId: Id.nullable(),
    name: z.string(),
    email: z.string(),
    timeZone: TimeZone,
    status: z.enum(['named', 'invited', 'joined', 'left']),
    /** Whether the address is their own word: they booked with it, or opened a link that was mailed to it. */
    gaveAddress: z.boolean(),
  })
  .meta({ id: 'Participant' });
export type ParticipantView = z.infer<typeof ParticipantView>;

export const ParticipantList = list(ParticipantView).meta({ id: 'ParticipantList' });
export type ParticipantList = z.infer<typeof ParticipantList>;

/** A unit of coaching work, with the people in it; `progressReason` says in words why progress is what it is, `undoableUntil` until when staff may take the last change of status back. */
export const CaseView = z
  .strictObject({
    id: Id,
    kind: CaseKind,
    status: CaseStatus,
    progress: CaseProgress,
    progressReason: z.string().nullable(),
    coach: Reference,
    participants: z.array(ParticipantView),
    nextAppointmentAt: InstantOut.nullable(),
    openedAt: InstantOut,
    closedAt: InstantOut.nullable(),
    undoableUntil: InstantOut.nullable(),
    revision: Revision,
  })
  .meta({ id: 'Case' });
export type CaseView = z.infer<typeof CaseView>;

export const CaseList = list(CaseView).meta({ id: 'CaseList' });
export type CaseList = z.infer<typeof CaseList>;
