import { defineFact } from '#platform';
import { z } from 'zod';

/** A client asked for a link that signs them in. */
export const signInAsked = defineFact('identity.sign-in-asked', z.strictObject({ clientId: z.uuid() }));

/** Somebody is to join a practice: the mail with the link follows. */
export const memberInvited = defineFact('identity.member-invited', z.strictObject({ memberId: z.uuid() }));

/** A user asked to choose a new password; the mail goes out for the membership named. */
export const passwordResetAsked = defineFact(
  'identity.password-reset-asked',
  z.strictObject({ userId: z.uuid(), memberId: z.uuid() }),
);
