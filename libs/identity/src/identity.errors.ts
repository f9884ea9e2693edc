import { DomainError, NotFound, Unauthenticated } from '#platform';

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
