import { DomainError } from '#platform';
import type { CaseStatus } from './domain/case-state.js';

/** A case that has as many people as its kind allows. */
export class CaseFull extends DomainError {
  readonly code = 'case-full';
  readonly kind = 'conflict';
  constructor(most: number) {
    super(`This kind of case has at most ${most === 1 ? 'one person' : `${most} people`}.`);
  }
}

/** A person who is in the case already. */
export class AlreadyParticipant extends DomainError {
  readonly code = 'already-participant';
  readonly kind = 'conflict';
  constructor() {
    super('This person is in the case already.');
  }
}

/** A person who was only named so far: they come in by their own word, once they were invited. */
export class InviteInstead extends DomainError {
  readonly code = 'invite-instead';
  readonly kind = 'conflict';
  constructor() {
    super('A client named this address in this case. Please invite them: they come in once they accept.');
  }
}

/** A change that the case's status does not allow. */
export class CaseClosed extends DomainError {
  readonly code = 'case-closed';
  readonly kind = 'conflict';
  constructor(status: CaseStatus) {
    super(`This case is ${status}; that cannot be done now.`, { status });
  }
}

/** A move between two statuses that a case does not make, such as pausing an inquiry. */
export class CaseCannotMove extends DomainError {
  readonly code = 'case-cannot-move';
  readonly kind = 'conflict';
  constructor(from: CaseStatus, to: CaseStatus) {
    super(`This case is ${words[from]} now and cannot become ${words[to]} from there.`, { status: from });
  }
}

const words: Readonly<Record<CaseStatus, string>> = {
  inquiry: 'an inquiry',
  active: 'active',
  paused: 'paused',
  closed: 'closed',
  separated: 'separated',
};

/** A status that was never changed by staff, was taken back already, or has stood for too long to be taken back. */
export class StatusSettled extends DomainError {
  readonly code = 'undo-too-late';
  readonly kind = 'conflict';
  constructor() {
    super('This can be undone for three minutes only.');
  }
}

/** What somebody was invited to has ended, is complete without them, or was too long ago. */
export class InvitationOver extends DomainError {
  readonly code = 'invitation-over';
  readonly kind = 'conflict';
  constructor() {
    super('This invitation has ended meanwhile, so there is nothing to accept any more.');
  }
}

/** An invitation whose answer stands. */
export class InvitationAnswered extends DomainError {
  readonly code = 'invitation-answered';
  readonly kind = 'conflict';
  constructor() {
    super('This invitation was answered already, and the answer stands.');
  }
}
