import { z } from 'zod';
import { list } from './paging.js';
import { MemberRole } from './practices.js';
import { Email, Id, InstantOut, PersonName } from './scalars.js';

/** Somebody who belongs to the practice or is invited. `name` is null until they joined: who signs in elsewhere is not told of before. */
export const MemberView = z
  .strictObject({
    id: Id,
    name: z.string().nullable(),
    email: z.string(),
    role: MemberRole,
    status: z.enum(['invited', 'active']),
    /** Their public face, where they have one. */
    coachId: Id.nullable(),
    createdAt: InstantOut,
  })
  .meta({ id: 'Member' });
export type MemberView = z.infer<typeof MemberView>;

export const MemberList = list(MemberView).meta({ id: 'MemberList' });
export type MemberList = z.infer<typeof MemberList>;

/** Invites somebody by mail. `name` is how the mail greets them; who is new chooses their own name when they join. */
export const MemberInvite = z
  .strictObject({ email: Email, name: PersonName.optional(), role: MemberRole })
  .meta({ id: 'MemberInvite' });
export type MemberInvite = z.infer<typeof MemberInvite>;

/** Sends the mail of an invitation once more, with a link of its own. */
export const MemberInviteAgain = z.strictObject({}).meta({ id: 'MemberInviteAgain' });
export type MemberInviteAgain = z.infer<typeof MemberInviteAgain>;
