import { z } from 'zod';
import { list, pageQuery } from './paging.js';
import { Id, Instant, InstantOut } from './scalars.js';

export const MessageStatus = z
  .enum(['scheduled', 'sending', 'handed', 'sent', 'outcome_unknown', 'suppressed', 'cancelled', 'failed'])
  .meta({ id: 'MessageStatus' });
export type MessageStatus = z.infer<typeof MessageStatus>;

export const MessageKind = z.enum(['service', 'marketing']).meta({ id: 'MessageKind' });
export type MessageKind = z.infer<typeof MessageKind>;

/** Which messages are asked for: those due in [from, to). */
export const MessagesQuery = z
  .strictObject({
    status: MessageStatus.optional(),
    client: Id.optional(),
    appointment: Id.optional(),
    from: Instant.optional(),
    to: Instant.optional(),
    /** By when each was planned: the first first, or the newest. Go on with the same order. */
    order: z.enum(['oldest', 'newest']).default('oldest'),
    ...pageQuery,
  })
  .meta({ id: 'MessagesQuery' });
export type MessagesQuery = z.infer<typeof MessagesQuery>;

/** A message as the practice's list shows it: never its words. `to` is null where it goes to a member; one of unknown outcome may be sent again once. */
export const MessageView = z
  .strictObject({
    id: Id,
    status: MessageStatus,
    kind: MessageKind,
    template: z.string(),
    to: Id.nullable(),
    appointmentId: Id.nullable(),
    enrolmentId: Id.nullable(),
    dueAt: InstantOut,
    sentAt: InstantOut.nullable(),
    reason: z.string().nullable(),
    maySendAgain: z.boolean(),
  })
  .meta({ id: 'Message' });
export type MessageView = z.infer<typeof MessageView>;

export const MessageList = list(MessageView).meta({ id: 'MessageList' });
export type MessageList = z.infer<typeof MessageList>;
