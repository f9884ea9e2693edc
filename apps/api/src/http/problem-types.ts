/** One type of problem, as the page at its URL explains it. */
export interface ProblemType {
  readonly status: number;
  readonly title: string;
  /** When it happens and what to do about it. */
  readonly meaning: string;
}

/**
 * Every code a refusal can carry, the shell's own and those of the domains. A code that is missing here fails a
 * test: whoever adds a DomainError adds its line.
 */
export const problemTypes: Readonly<Record<string, ProblemType>> = {
  // The shell
  invalid: {
    status: 400,
    title: 'Something needs correcting',
    meaning:
      'Part of the request is wrong. `errors` names each field by its dotted path and says what to send instead.',
  },
  unauthenticated: {
    status: 401,
    title: 'Please sign in',
    meaning:
      'The route needs a session or a key, and none came, or it is not valid any more. Sign in again or send a live key.',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    meaning: 'Your role, or the scopes of the key, do not include this route. Ask the owner of the practice.',
  },
  'csrf-failed': {
    status: 403,
    title: 'The page is out of date',
    meaning:
      'A change over a cookie needs the `X-CSRF-Token` of that session. Read the session again and repeat the call with its token.',
  },
  'foreign-origin': {
    status: 403,
    title: 'Sent from another site',
    meaning:
      'A call with a cookie came from a page of another site. Call from our own pages, or use an API key from a server.',
  },
  'practice-not-chosen': {
    status: 403,
    title: 'Choose a practice first',
    meaning: 'The session belongs to a user of several practices and none is chosen. Sign in with `practice`.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    meaning: 'There is no such thing, or you may not see it, or its link has expired. The three look alike on purpose.',
  },
  conflict: {
    status: 409,
    title: 'In conflict with what is',
    meaning: 'The request does not fit the present state. Read it again and decide anew.',
  },
  'call-still-running': {
    status: 409,
    title: 'The first call is still running',
    meaning: 'A call with this Idempotency-Key has not finished yet. Wait a moment and repeat it with the same key.',
  },
  'call-interrupted': {
    status: 409,
    title: 'The first call was interrupted',
    meaning:
      'A call with this Idempotency-Key was cut off when it may already have done its work, and its answer is lost. Read what it was about; if it was not done, send it with a new key.',
  },
  'stale-revision': {
    status: 409,
    title: 'Changed meanwhile',
    meaning:
      'Somebody changed this since you read it. Read it again and repeat your change. The status is 412 when the revision came in `If-Match`, and 409 when it came in the body.',
  },
  'too-large': {
    status: 413,
    title: 'Too large',
    meaning: 'A request may hold at most 256 KB. Send less.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Not a format we read',
    meaning: 'Send `Content-Type: application/json`.',
  },
  'key-reused': {
    status: 422,
    title: 'The key was used for something else',
    meaning: 'This Idempotency-Key came with another body within the last 24 hours. Use a new key for a new request.',
  },
  'if-match-missing': {
    status: 428,
    title: 'Say which version you change',
    meaning:
      'Changing this needs `If-Match` with the `ETag` that the last GET gave, so that nobody overwrites words they have not seen.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    meaning:
      'Too many calls of this kind came from one network. `Retry-After` says after how many seconds to go on. Nobody is ever locked out.',
  },
  'request-refused': {
    status: 400,
    title: 'The request cannot be read',
    meaning: 'The request breaks the rules of HTTP or its address is malformed. Correct it and send it again.',
  },
  unavailable: {
    status: 503,
    title: 'Not available right now',
    meaning: 'A part that this needs does not answer. Nothing was changed; try again in a moment.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    meaning:
      'The fault is ours and has been written down under the request id. Try again; if it stays, tell whoever runs this installation that id.',
  },

  // Booking and scheduling
  'slot-taken': {
    status: 409,
    title: 'That time is taken',
    meaning: 'Someone was faster. `alternatives` holds up to six other times.',
  },
  'slot-not-offered': {
    status: 409,
    title: 'That time is not offered',
    meaning:
      'The start is not on the list of times: past, closed, off the grid or beyond the booking window. `alternatives` holds up to six other times.',
  },
  'calendar-conflict': {
    status: 409,
    title: 'Something stands there already',
    meaning:
      'The time that is to be blocked is not free, and nothing was blocked. `conflicts` holds the first 50 appointments and blocked times in the way, each with the time it keeps free around it (`blockedFrom`, `blockedTo`), and `more` counts the rest. Move or cancel them, or choose another time.',
  },
  'time-unclear': {
    status: 409,
    title: 'Which time do you mean?',
    meaning:
      'The clocks change that night, and this local time does not exist or exists twice. Choose one of `choices`; `field` names the time that was unclear.',
  },
  'too-early': {
    status: 409,
    title: 'Not before it has begun',
    meaning: 'An appointment can be completed or marked as a no-show only after its start.',
  },
  'appointment-closed': {
    status: 409,
    title: 'Not possible any more',
    meaning: 'The appointment is in a state that does not allow this. Read it to see its status.',
  },
  'effect-changed': {
    status: 409,
    title: 'The fee has changed',
    meaning: 'What cancelling costs is not what you were shown. Read it again and confirm the new amount.',
  },
  'too-late-to-move': {
    status: 409,
    title: 'Too late to move',
    meaning:
      'A client moves an appointment as long as cancelling it costs nothing: `until` says until when that was. The practice can still move it.',
  },
  'series-conflicts': {
    status: 409,
    title: 'Some times need a decision',
    meaning:
      'Not every time of the series can be made as it was asked for, and nothing was. `occurrences` tells how each comes out now: decide each of them in `changes`, by `skip`, another `start` or an `override`, and ask again.',
  },
  'paid-when-booked': {
    status: 409,
    title: 'Paid when it is booked',
    meaning:
      'The offering is paid when it is booked, and a series asks for no payment. Send `payment: "later"` where you settle it another way, or book each time by itself.',
  },
  'joint-appointment': {
    status: 409,
    title: 'For two people',
    meaning: 'A joint appointment is moved by the practice alone, so that neither person moves it for the other.',
  },
  'schedule-in-use': {
    status: 409,
    title: 'These hours are in use',
    meaning:
      'Offerings follow these hours, or people are expected in their place; `detail` says which. Let those offerings follow other hours first.',
  },
  'offer-over': {
    status: 409,
    title: 'That time is not kept any more',
    meaning:
      'A freed time is kept for one person who waits, for a while. It was not taken in time, or it is gone. They go on waiting for the next.',
  },
  'payments-not-ready': {
    status: 409,
    title: 'Payments are not set up',
    meaning: 'The practice has no account connected that can be charged. Connect one first, or ask for no payment.',
  },
  'undo-too-late': {
    status: 409,
    title: 'Too late to undo',
    meaning: 'The last step can only be undone for a short while, and that while is over. Make a new change instead.',
  },
  'never-agreed': {
    status: 409,
    title: 'This was never agreed on',
    meaning:
      'A cancellation can be taken back where the appointment was agreed on before. A request or an unpaid time is booked anew instead.',
  },
  'slug-taken': {
    status: 409,
    title: 'That name is taken',
    meaning: 'Another one uses this slug. Choose a different one.',
  },

  // Signing in, members and coaches
  'practice-needed': {
    status: 409,
    title: 'Which practice?',
    meaning: 'The user belongs to several practices. Send the `practice` to work in; `practices` lists them.',
  },
  'sign-in-to-join': {
    status: 409,
    title: 'Sign in to join',
    meaning:
      'The invitation is for an address that signs in already. Sign in with it, then accept the invitation again.',
  },
  'member-exists': {
    status: 409,
    title: 'In the practice already',
    meaning: 'This person belongs to the practice or is invited already. Send the invitation again instead.',
  },
  'already-joined': {
    status: 409,
    title: 'Joined already',
    meaning:
      'The invitation was accepted, so it is not sent again. Somebody who forgot their password asks for a new one.',
  },
  'last-owner': {
    status: 409,
    title: 'A practice needs an owner',
    meaning:
      'The last owner who can sign in cannot be removed. Invite another owner, and remove this one once they joined.',
  },
  'coach-exists': {
    status: 409,
    title: 'There is a profile already',
    meaning: 'This person has a coach profile in this practice. Change that one instead.',
  },

  // What a mailbox alone does not open
  'form-link-only': {
    status: 403,
    title: 'This link opens one form',
    meaning:
      'The session began with the mailed link of a form, and that form is all it opens. Ask for a link to sign in.',
  },
  'private-locked': {
    status: 403,
    title: 'This part is private',
    meaning:
      'A link from a mailbox alone does not open it. Unlock the session with the PIN or a passkey first; where there is none, or it is lost, the coach can open the way again after speaking with the person.',
  },

  'give-again': {
    status: 403,
    title: 'Once more, please',
    meaning:
      'What opens the private parts is changed only by whoever gives it once more: send the PIN to `unlock`, or use a passkey, in the open session, and make the one change within five minutes. Choosing the first one counts as giving it.',
  },
  'wrong-pin': {
    status: 403,
    title: 'Not the PIN',
    meaning:
      'The PIN is wrong. `triesLeft` says how many more may be wrong before only a code from the coach helps; that a PIN is locked locks nothing else.',
  },
  'too-many-tries': {
    status: 429,
    title: 'Too soon to try again',
    meaning:
      'After a wrong PIN or code the next one has to wait, and longer each time. `Retry-After` says how many seconds. What was sent was not looked at.',
  },
  'wrong-code': {
    status: 403,
    title: 'Not the code',
    meaning:
      'The code that a coach speaks works once, for 24 hours. Check it, or ask for a new one; after a wrong one the next has to wait.',
  },
  'passkey-refused': {
    status: 403,
    title: 'That passkey did not work',
    meaning:
      'It is not one of this person at this address, or what it signed is not what it was asked to sign within the last five minutes. Ask for new options and try again.',
  },
  'last-factor': {
    status: 409,
    title: 'Nothing else would open it',
    meaning:
      'Answers are kept, and this is the last thing that opens them for their person. Choose a PIN or add another passkey first.',
  },

  // People, cases and forms
  'already-participant': {
    status: 409,
    title: 'In the case already',
    meaning: 'This person takes part in the case already.',
  },
  'invite-instead': {
    status: 409,
    title: 'To be invited',
    meaning:
      'A client named this address in this case. Invite it: they come into the case once they accept. Whether the address is known, and what was answered, changes nothing here.',
  },
  'case-full': {
    status: 409,
    title: 'The case is full',
    meaning: 'This kind of case has as many people as it may have. Open another case.',
  },
  'case-closed': {
    status: 409,
    title: 'The case is closed',
    meaning: 'The state of the case does not allow this. Open it again first.',
  },
  'invitation-over': {
    status: 409,
    title: 'The invitation has ended',
    meaning:
      'There is nothing to accept any more: it was more than thirty days ago, or what it was for has ended. Refusing it is still possible.',
  },
  'invitation-answered': {
    status: 409,
    title: 'Answered already',
    meaning: 'The invitation was accepted, or its address is never to be written to again, and that answer stands.',
  },
  'case-cannot-move': {
    status: 409,
    title: 'The case cannot go there from here',
    meaning:
      'An inquiry becomes active or is closed; an active case is paused or closed; a paused one goes on or is closed. A case that is closed or separated stays so; a move made by mistake can be undone for three minutes.',
  },
  'assignment-closed': {
    status: 409,
    title: 'The form is closed',
    meaning: 'The form was handed in already, or is not asked for any more.',
  },
  'consent-missing': {
    status: 409,
    title: 'Please agree first',
    meaning: 'Answers are only kept after the first page of the form was read and agreed to.',
  },
  'consent-outdated': {
    status: 409,
    title: 'The first page has changed',
    meaning: 'What was agreed to is not what the form says now. Read its first page again and agree to that.',
  },

  // Payments and mail
  'payments-unavailable': {
    status: 503,
    title: 'Payments do not answer right now',
    meaning: 'The payment provider cannot be reached. The time stays kept; try again in a moment.',
  },
  'nothing-to-pay': {
    status: 409,
    title: 'Nothing to pay',
    meaning: 'There is nothing to pay for this appointment, or it is paid.',
  },
  'refund-too-large': {
    status: 409,
    title: 'More than was paid',
    meaning: 'A refund cannot be more than what is left of its payment; `left` says how much that is, in minor units.',
  },
  'signature-invalid': {
    status: 400,
    title: 'Not signed as it should be',
    meaning: 'The notice does not carry a valid signature of its sender, so nothing was done with it.',
  },
  'message-not-in-doubt': {
    status: 409,
    title: 'Not in doubt',
    meaning: 'Only a message that may or may not have arrived can be sent again, and only once.',
  },
  'message-stopped': {
    status: 409,
    title: 'It would not be sent now',
    meaning:
      'The message has come too late, has lost its reason, or its reader does not want it; `reason` says which. Reach them another way.',
  },
  'mail-postponed': {
    status: 503,
    title: 'The mail server does not answer',
    meaning: 'Mail cannot be handed over right now. It is tried again without anybody doing anything.',
  },
};
