/** How a refusal is to be understood; the HTTP shell maps each to a status. */
export type ErrorKind =
  'not-found' | 'conflict' | 'invalid' | 'forbidden' | 'unauthenticated' | 'too-soon' | 'unavailable';

/** One fault in what was sent: a dotted path and what to do about it. */
export interface Fault {
  path: string;
  message: string;
}

/** A refusal by a domain rule: a stable code, one kind, a sentence that says what to do. */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;

  /** `details` travel with the answer as extra members: nothing that the asker may not read, and no personal data outside of the practice. */
  constructor(
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** A thing that does not exist, or that the asker may not see: the two look alike. */
export class NotFound extends DomainError {
  readonly code = 'not-found';
  readonly kind = 'not-found';
  constructor(what: string) {
    super(`There is no such ${what}.`);
  }
}

/** Input that a rule refuses, with the path of each fault. */
export class Invalid extends DomainError {
  readonly code = 'invalid';
  readonly kind = 'invalid';
  constructor(readonly faults: readonly Fault[]) {
    super('Some of what was sent needs correcting.', { errors: faults });
  }
}

/** A role or scope that lacks the whole route. */
export class Forbidden extends DomainError {
  readonly code = 'forbidden';
  readonly kind = 'forbidden';
  constructor(message = 'Your role does not allow this.') {
    super(message);
  }
}

/** Something that may be tried again, but not before so many seconds. */
export abstract class TooSoon extends DomainError {
  readonly kind = 'too-soon';
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}

/** No credential, or one that is not valid any more. */
export class Unauthenticated extends DomainError {
  readonly code = 'unauthenticated';
  readonly kind = 'unauthenticated';
  constructor(message = 'Please sign in.') {
    super(message);
  }
}

/** An edit based on words that somebody has changed since. */
export class StaleRevision extends DomainError {
  readonly code = 'stale-revision';
  readonly kind = 'conflict';
  constructor(current: number) {
    super('This was changed meanwhile. Please read it again and repeat your change.', { revision: current });
  }
}
