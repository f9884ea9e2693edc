import { z } from 'zod';
import { list } from './paging.js';
import { Id, InstantOut } from './scalars.js';

/** Something the practice must do; the words are made from `kind`. `subjectId` is the appointment it is about, or the message that failed or whose outcome is unknown. */
export const TaskView = z
  .strictObject({
    id: Id,
    kind: z.enum([
      'approve_request',
      're_seat',
      'refunded_late_payment',
      'message_outcome_unknown',
      'message_failed',
      'review',
    ]),
    coachId: Id.nullable(),
    caseId: Id.nullable(),
    subjectId: Id,
    /** The names of those it is about: who booked, or whom the message was for. */
    people: z.array(z.string()),
    status: z.enum(['open', 'done']),
    createdAt: InstantOut,
  })
  .meta({ id: 'Task' });
export type TaskView = z.infer<typeof TaskView>;

export const TaskList = list(TaskView).meta({ id: 'TaskList' });
export type TaskList = z.infer<typeof TaskList>;
