import { z } from 'zod';
import { MemberRole } from './practices.js';
import { Email, Id, InstantOut, Locale, NewPassword, PersonName, Slug, Token } from './scalars.js';

/** A member signs in; `practice` is the slug or the id of the one to work in, where they belong to several. */
export const SignInRequest = z
  .strictObject({ email: Email, password: z.string().min(1).max(1024), practice: Slug.optional() })
  .meta({ id: 'SignInRequest' });
export type SignInRequest = z.infer<typeof SignInRequest>;

/** Someone who can sign in. */
export const UserView = z.strictObject({ id: Id, name: z.string(), email: z.string() }).meta({ id: 'User' });
export type UserView = z.infer<typeof UserView>;

/** A practice the user belongs to, how people write there, and the user's role. */
export const MembershipView = z
  .strictObject({ id: Id, slug: Slug, name: z.string(), locale: Locale, role: MemberRole })
  .meta({ id: 'Membership' });
export type MembershipView = z.infer<typeof MembershipView>;

/** A member's session; `practice` is the id of the practice it works in, null until one is chosen. */
export const SessionView = z
  .strictObject({
    user: UserView,
    practices: z.array(MembershipView),
    practice: Id.nullable(),
    csrfToken: z.string(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;

/** Answered alike for known and unknown addresses. */
export const Accepted = z.strictObject({ status: z.literal('accepted') }).meta({ id: 'Accepted' });
export type Accepted = z.infer<typeof Accepted>;

/** Asks for a mail that lets its reader choose a new password. */
export const PasswordResetRequest = z.strictObject({ email: Email }).meta({ id: 'PasswordResetRequest' });
export type PasswordResetRequest = z.infer<typeof PasswordResetRequest>;

/** Sets the new password; the secret of the mailed link stands in the path. */
export const PasswordResetConfirm = z.strictObject({ password: NewPassword }).meta({ id: 'PasswordResetConfirm' });
export type PasswordResetConfirm = z.infer<typeof PasswordResetConfirm>;

/** A member who is signed in chooses another password. */
export const PasswordChange = z
  .strictObject({ currentPassword: z.string().min(1).max(1024), newPassword: NewPassword })
  .meta({ id: 'PasswordChange' });
export type PasswordChange = z.infer<typeof PasswordChange>;

/** What an invitation is for, read before it is accepted. */
export const InvitationView = z
  .strictObject({
    practice: z.strictObject({ slug: Slug, name: z.string() }),
    role: MemberRole,
    email: z.string(),
    needsPassword: z.boolean(),
  })
  .meta({ id: 'Invitation' });
export type InvitationView = z.infer<typeof InvitationView>;

/** Accepts an invitation. A user who exists keeps their name and password; only a new one chooses them here. */
export const InvitationAccept = z
  .strictObject({ name: PersonName.optional(), password: NewPassword.optional() })
  .meta({ id: 'InvitationAccept' });
export type InvitationAccept = z.infer<typeof InvitationAccept>;

/** A client asks for a sign-in link by mail; always answered alike. */
export const PortalSignInRequest = z.strictObject({ practice: Slug, email: Email }).meta({ id: 'PortalSignInRequest' });
export type PortalSignInRequest = z.infer<typeof PortalSignInRequest>;

/** Turns the token of a mailed link into a session. */
export const PortalSessionRequest = z.strictObject({ token: Token }).meta({ id: 'PortalSessionRequest' });
export type PortalSessionRequest = z.infer<typeof PortalSessionRequest>;

/**
 * A client's session: who they are here, and the token that changes need. `opens` is `form` where it began with the
 * mailed link of one form, `assignment`, and opens nothing else. The private parts are open while `unlocked`, until
 * `locksAt` if nothing private is used before.
 */
export const PortalSessionView = z
  .strictObject({
    csrfToken: z.string(),
    practice: z.strictObject({ slug: Slug, name: z.string() }),
    client: z.strictObject({ id: Id, name: z.string() }),
    opens: z.enum(['form', 'appointments']),
    assignment: Id.optional(),
    unlocked: z.boolean(),
    locksAt: InstantOut.nullable(),
  })
  .meta({ id: 'PortalSession' });
export type PortalSessionView = z.infer<typeof PortalSessionView>;
