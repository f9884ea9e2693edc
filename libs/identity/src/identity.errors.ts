import { DomainError, NotFound, TooSoon, Unauthenticated } from '#platform';

/** A member of another practice, or of none. */
export class NoSuchMember extends NotFound {
  constructor() {
    super('member');
  }
}

/** An API key of another practice, or of none. */
export class NoSuchApiKey extends NotFound {
  constructor() {
    super('API key');
  }
}

/** A link that is unknown, expired, revoked or used: the four look alike. */
export class DeadLink extends NotFound {
  constructor() {
    super('link, or it was used already');
  }
}

/** A sign-in that failed. The words are the same whatever was wrong. */
export class WrongSignIn extends Unauthenticated {
  constructor() {
    super('The e-mail address and the password do not match. Please try again, or choose a new password.');
  }
}

/** The invitation is for somebody who signs in already: they join as themselves, with the password they have. */
export class SignInToJoin extends DomainError {
  readonly code = 'sign-in-to-join';
  readonly kind = 'conflict';
  constructor() {
    super('This address signs in already. Please sign in with it, then open the invitation again to join.');
  }
}

/** Something private that a link from a mailbox alone does not open. */
export class PrivateLocked extends DomainError {
  readonly code = 'private-locked';
  readonly kind = 'forbidden';
  constructor() {
    super(
      'This needs your PIN or passkey, the browser you booked in, or a code from your coach together with the link in your e-mail.',
    );
  }
}

/** What opens the private parts is changed by whoever gives it once more, not by whoever holds a device that was left open. */
export class GiveAgain extends DomainError {
  readonly code = 'give-again';
  readonly kind = 'forbidden';
  constructor() {
    super('Please give your PIN or passkey once more, and then change it within five minutes.');
  }
}

/** A PIN that is not right, or is not set: the two look alike. */
export class WrongPin extends DomainError {
  readonly code = 'wrong-pin';
  readonly kind = 'forbidden';
  constructor(readonly triesLeft: number) {
    super(
      triesLeft > 0
        ? 'That is not the PIN. Please try again in a moment.'
        : 'That was wrong too often. Please ask your coach for a code; appointments and their links go on as ever.',
      { triesLeft },
    );
  }
}

/** A PIN or spoken code that was tried before the wait after the last one was over; it was not looked at. */
export class TooManyTries extends TooSoon {
  readonly code = 'too-many-tries';
  constructor(seconds: number) {
    super(`Please wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'} before you try again.`, seconds);
  }
}

/** A spoken code that is wrong, spent or too old: the three look alike. */
export class WrongCode extends DomainError {
  readonly code = 'wrong-code';
  readonly kind = 'forbidden';
  constructor() {
    super('That code does not open anything. Please check it, or ask your coach for a new one.');
  }
}

/** A passkey that is not one of this person's, or did not sign what it was asked to, in time. */
export class PasskeyRefused extends DomainError {
  readonly code = 'passkey-refused';
  readonly kind = 'forbidden';
  constructor() {
    super('That passkey did not work here. Please try again, or use your PIN.');
  }
}

/** The only thing left that opens what this person answered. */
export class LastFactor extends DomainError {
  readonly code = 'last-factor';
  readonly kind = 'conflict';
  constructor() {
    super('Nothing else opens your answers. Please choose a PIN or add another passkey first.');
  }
}

/** A passkey of somebody else, or of nobody. */
export class NoSuchPasskey extends NotFound {
  constructor() {
    super('passkey');
  }
}
