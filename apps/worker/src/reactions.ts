import { sendFormLink, sendInvitation, sendPasswordReset, sendSignInLink } from '#followups';
import { assignmentMade } from '#forms';
import { memberInvited, passwordResetAsked, signInAsked } from '#identity';
import { when, type Reaction } from '#platform';

/** What follows what. */
export const reactions: readonly Reaction[] = [
  when(assignmentMade, sendFormLink),
  when(signInAsked, sendSignInLink),
  when(memberInvited, sendInvitation),
  when(passwordResetAsked, sendPasswordReset),
];
