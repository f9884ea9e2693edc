import { DomainError } from '#platform';
import type { Money } from '#billing';

/** A local time that does not exist, or exists twice. */
export class TimeUnclear extends DomainError {
  readonly code = 'time-unclear';
  readonly kind = 'conflict';
  constructor(choices: readonly { start: string; local: string; offset: string }[]) {
    super('The clocks change that night: please choose which time you mean.', { choices });
  }
}

/** What cancelling costs is not what was read before. */
export class EffectChanged extends DomainError {
  readonly code = 'effect-changed';
  readonly kind = 'conflict';
  constructor(fee: Money) {
    super('What cancelling costs has changed. Please read it again.', { fee });
  }
}

/** Too much time has passed, or too much has happened since, to take a step back. */
export class UndoTooLate extends DomainError {
  readonly code = 'undo-too-late';
  readonly kind = 'conflict';
  constructor() {
    super('This can be undone for three minutes only.');
  }
}
