import { z } from 'zod';
import { Answers, AnswerValue, FormDefinition } from './form-definition.js';
import { list, pageQuery } from './paging.js';
import { Id, Instant, InstantOut, line, Revision, Slug } from './scalars.js';

export const FormKind = z.enum(['intake', 'quiz', 'check-in', 'safety-screen']).meta({ id: 'FormKind' });
export type FormKind = z.infer<typeof FormKind>;

/** A new form with its first version. */
export const FormCreate = z
  .strictObject({ slug: Slug, name: line(120), kind: FormKind, definition: FormDefinition })
  .meta({ id: 'FormCreate' });
export type FormCreate = z.infer<typeof FormCreate>;

/** A new version of a form; what was answered before stays readable as it was. */
export const FormVersionCreate = z.strictObject({ definition: FormDefinition }).meta({ id: 'FormVersionCreate' });
export type FormVersionCreate = z.infer<typeof FormVersionCreate>;

/** A form and its newest version, which counts from 1. */
export const FormView = z
  .strictObject({
    id: Id,
    slug: Slug,
    name: z.string(),
    kind: FormKind,
    version: z.int().min(1),
    versionId: Id,
    definition: FormDefinition,
    createdAt: InstantOut,
  })
  .meta({ id: 'Form' });
export type FormView = z.infer<typeof FormView>;

export const FormList = list(FormView).meta({ id: 'FormList' });
export type FormList = z.infer<typeof FormList>;

/** Asks a form of one person, for one of their cases or appointments where named. */
export const AssignmentCreate = z
  .strictObject({ form: Id, client: Id, case: Id.optional(), appointment: Id.optional() })
  .meta({ id: 'AssignmentCreate' });
export type AssignmentCreate = z.infer<typeof AssignmentCreate>;

export const AssignmentStatus = z
  .enum(['assigned', 'started', 'submitted', 'withdrawn'])
  .meta({ id: 'AssignmentStatus' });
export type AssignmentStatus = z.infer<typeof AssignmentStatus>;

/** A form that was asked of one person, as the practice sees it; the answers are read as a response. */
export const AssignmentView = z
  .strictObject({
    id: Id,
    form: z.strictObject({ id: Id, name: z.string(), kind: FormKind, version: z.int().min(1) }),
    clientId: Id,
    caseId: Id.nullable(),
    appointmentId: Id.nullable(),
    status: AssignmentStatus,
    responseId: Id.nullable(),
    assignedAt: InstantOut,
    submittedAt: InstantOut.nullable(),
  })
  .meta({ id: 'Assignment' });
export type AssignmentView = z.infer<typeof AssignmentView>;

/**
 * Which assignments to list: those of one client or one case, those whose answers are for one coach to read, in one state,
 * handed in at `submittedFrom` or later.
 */
export const AssignmentQuery = z
  .strictObject({
    client: Id.optional(),
    case: Id.optional(),
    coach: Id.optional(),
    status: AssignmentStatus.optional(),
    submittedFrom: Instant.optional(),
    ...pageQuery,
  })
  .meta({ id: 'AssignmentQuery' });
export type AssignmentQuery = z.infer<typeof AssignmentQuery>;

export const AssignmentList = list(AssignmentView).meta({ id: 'AssignmentList' });
export type AssignmentList = z.infer<typeof AssignmentList>;

/** What a person reads before the first question, and consents to; `consentVersion` names these words. */
export const FormFirstPage = z
  .strictObject({
    whoReads: z.string(),
    keptFor: z.string(),
    notTherapy: z.string(),
    notEmergency: z.string(),
    adult: z.string(),
    consent: z.string(),
    consentVersion: z.string(),
  })
  .meta({ id: 'FormFirstPage' });
export type FormFirstPage = z.infer<typeof FormFirstPage>;

/** Whether consent was given, and to which words. */
export const ConsentState = z
  .strictObject({ given: z.boolean(), version: z.string().nullable(), at: InstantOut.nullable() })
  .meta({ id: 'ConsentState' });
export type ConsentState = z.infer<typeof ConsentState>;

/**
 * A form as the person asked sees it. Until the session is `unlocked`, `answers` holds what was written in this session
 * within its last ten minutes, `progress` counts no other, and `next` says where to go on; `answered` and `hidden`, the
 * questions that what was answered leaves out, come with an unlocked session alone. `needsUnlock` tells that some
 * question hangs on an answer of another session: once `next` is null, only an unlocked session goes on or hands it in.
 */
export const PortalAssignmentView = z
  .strictObject({
    id: Id,
    name: z.string(),
    kind: FormKind,
    status: AssignmentStatus,
    firstPage: FormFirstPage,
    consent: ConsentState,
    definition: FormDefinition,
    unlocked: z.boolean(),
    progress: z.strictObject({ answered: z.int().min(0), questions: z.int().min(0) }),
    answers: Answers,
    answered: z.array(z.string()).optional(),
    hidden: z.array(z.string()).optional(),
    next: z.string().nullable(),
    needsUnlock: z.boolean(),
    revision: Revision,
  })
  .meta({ id: 'PortalAssignment' });
export type PortalAssignmentView = z.infer<typeof PortalAssignmentView>;

/** A form that waits for the person, as the portal lists it. */
export const PortalAssignmentItem = z
  .strictObject({ id: Id, name: z.string(), kind: FormKind, status: AssignmentStatus })
  .meta({ id: 'PortalAssignmentItem' });
export type PortalAssignmentItem = z.infer<typeof PortalAssignmentItem>;

export const PortalAssignmentList = list(PortalAssignmentItem).meta({ id: 'PortalAssignmentList' });
export type PortalAssignmentList = z.infer<typeof PortalAssignmentList>;

/** `after` names a question that was passed over: `next` is then the one that follows it. */
export const PortalAssignmentQuery = z
  .strictObject({ after: z.string().min(1).max(100).optional() })
  .meta({ id: 'PortalAssignmentQuery' });
export type PortalAssignmentQuery = z.infer<typeof PortalAssignmentQuery>;

/** Saves one answer; a `revision` that is no longer the newest is a conflict. */
export const AnswerPut = z
  .strictObject({ value: AnswerValue, revision: Revision.optional() })
  .meta({ id: 'AnswerPut' });
export type AnswerPut = z.infer<typeof AnswerPut>;

/** The revision after an answer was saved. */
export const AnswerSaved = z.strictObject({ revision: Revision }).meta({ id: 'AnswerSaved' });
export type AnswerSaved = z.infer<typeof AnswerSaved>;

/** Consent to the words of the first page, by an adult. */
export const ConsentRequest = z
  .strictObject({
    adult: z.literal(true, { error: 'This form is for people of 18 or over.' }),
    accepted: z.literal(true, { error: 'Nothing can be kept without your consent.' }),
    consentVersion: line(60),
  })
  .meta({ id: 'ConsentRequest' });
export type ConsentRequest = z.infer<typeof ConsentRequest>;

/** Hands the answers in; there is nothing more to say. */
export const SubmitRequest = z.strictObject({}).meta({ id: 'SubmitRequest' });
export type SubmitRequest = z.infer<typeof SubmitRequest>;

/** One person's answers as the coach reads them, with the questions as they were asked. */
export const ResponseView = z
  .strictObject({
    id: Id,
    assignmentId: Id,
    form: z.strictObject({ id: Id, name: z.string(), kind: FormKind, version: z.int().min(1) }),
    clientId: Id,
    caseId: Id.nullable(),
    status: AssignmentStatus,
    definition: FormDefinition,
    answers: Answers,
    score: z.number().nullable(),
    consent: z.strictObject({ version: z.string(), at: InstantOut, hash: z.string() }).nullable(),
    startedAt: InstantOut.nullable(),
    submittedAt: InstantOut.nullable(),
  })
  .meta({ id: 'Response' });
export type ResponseView = z.infer<typeof ResponseView>;
