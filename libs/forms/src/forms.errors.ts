import { DomainError } from '#platform';

/** A form with this slug exists already. */
export class FormSlugTaken extends DomainError {
  readonly code = 'slug-taken';
  readonly kind = 'conflict';
  constructor() {
    super('A form with this short name exists already. Please choose another.');
  }
}

/** The form was handed in or taken back, so nothing can be added. */
export class AssignmentClosed extends DomainError {
  readonly code = 'assignment-closed';
  readonly kind = 'conflict';
  constructor(status: 'submitted' | 'withdrawn') {
    super(status === 'submitted' ? 'This form has been handed in already.' : 'This form is not asked for any more.', {
      status,
    });
  }
}

/** Nothing is kept before the person agreed to the words of the first page. */
export class ConsentMissing extends DomainError {
  readonly code = 'consent-missing';
  readonly kind = 'conflict';
  constructor() {
    super('Please read the first page and agree to it before answering.');
  }
}

/** The words of the first page are not the ones that were agreed to. */
export class ConsentOutdated extends DomainError {
  readonly code = 'consent-outdated';
  readonly kind = 'conflict';
  constructor() {
    super('The first page has changed. Please read it again.');
  }
}

/** The question belongs to what was said in another sitting: whoever has the mailbox alone neither reads nor changes it. */
export class AnswerLocked extends DomainError {
  readonly code = 'private-locked';
  readonly kind = 'forbidden';
  constructor() {
    super('This part is private. Open it with your PIN or passkey first, or go on at the next question.');
  }
}
