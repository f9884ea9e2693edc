import { DomainError, Invalid, NotFound } from '#platform';

/** A slug that another practice or another coach of this one has. */
export class SlugTaken extends DomainError {
  readonly code = 'slug-taken';
  readonly kind = 'conflict';
  constructor() {
    super('Another one uses this slug. Please choose a different one.');
  }
}

/** A slug that is one of our own addresses. */
export class SlugReserved extends Invalid {
  constructor() {
    super([{ path: 'slug', message: 'This name is kept for our own pages. Please choose another.' }]);
  }
}

/** Somebody who has a public face here already. */
export class CoachExists extends DomainError {
  readonly code = 'coach-exists';
  readonly kind = 'conflict';
  constructor() {
    super('This person has a coach profile here already. Please change that one.');
  }
}

/** Somebody who belongs to the practice already, or is invited already. */
export class MemberExists extends DomainError {
  readonly code = 'member-exists';
  readonly kind = 'conflict';
  constructor() {
    super('This person belongs to the practice or is invited already. You can send their invitation again.');
  }
}

/** An invitation that was accepted: there is nothing to send again. */
export class AlreadyJoined extends DomainError {
  readonly code = 'already-joined';
  readonly kind = 'conflict';
  constructor() {
    super('This person has joined already.');
  }
}

/** The one owner a practice has left: somebody must be able to look after it. */
export class LastOwner extends DomainError {
  readonly code = 'last-owner';
  readonly kind = 'conflict';
  constructor() {
    super('A practice needs an owner. Please let another owner join first.');
  }
}

/** Several practices to work in, and none was named. Told only after the password was right. */
export class PracticeNeeded extends DomainError {
  readonly code = 'practice-needed';
  readonly kind = 'conflict';
  constructor(practices: readonly { slug: string; name: string }[]) {
    super('You belong to several practices. Please say which one to sign in to.', { practices });
  }
}

/** A practice that does not exist, or is closed. */
export class NoSuchPractice extends NotFound {
  constructor() {
    super('practice');
  }
}

/** A coach of another practice, or of none. */
export class NoSuchCoach extends NotFound {
  constructor() {
    super('coach');
  }
}
