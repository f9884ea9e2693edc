import { DomainError, instant } from '#platform';
import type { Money } from '#billing';
import type { SeriesOccurrence } from '#contracts';

/** A local time that does not exist, or exists twice. */
export class TimeUnclear extends DomainError {
  readonly code = 'time-unclear';
  readonly kind = 'conflict';
  /** `field` is what was unclear. */
  constructor(choices: readonly { start: string; local: string; offset: string }[], field: 'start' | 'end' = 'start') {
    super('The clocks change that night: please choose which time you mean.', { choices, field });
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

/** A client moves an appointment when cancelling it would cost them something already. */
export class MoveTooLate extends DomainError {
  readonly code = 'too-late-to-move';
  readonly kind = 'conflict';
  constructor(until: Date) {
    super('This can no longer be moved here, so close to its time. Please ask your coach, or cancel it.', {
      until: instant(until),
    });
  }
}

/** Not every time of a series can be made as it was asked for: what is to be decided, and how each time comes out now. */
export class SeriesConflicts extends DomainError {
  readonly code = 'series-conflicts';
  readonly kind = 'conflict';
  /** `overdueHolds` are appointments in the calendar whose hold is over: letting them go may help. */
  constructor(
    occurrences: readonly SeriesOccurrence[],
    readonly overdueHolds: readonly string[],
  ) {
    super('Some of these times need a decision first. Nothing was booked.', { occurrences });
  }
}

/** Nobody pays for weeks ahead within a day: what is paid when booked is made in series only where it is paid later. */
export class PaidWhenBooked extends DomainError {
  readonly code = 'paid-when-booked';
  readonly kind = 'conflict';
  constructor() {
    super(
      'This is paid when it is booked, and a series asks for no payment. Say that it is paid later, or book each time.',
    );
  }
}

/** One of two people would move a joint appointment for both. */
export class JointMove extends DomainError {
  readonly code = 'joint-appointment';
  readonly kind = 'conflict';
  constructor() {
    super(
      'An appointment for two people is moved by your coach, so that nobody moves it for the other. Please ask them.',
    );
  }
}

/** A time that was kept for somebody who waits is not kept any more. */
export class OfferOver extends DomainError {
  readonly code = 'offer-over';
  readonly kind = 'conflict';
  constructor() {
    super('That time is no longer kept for you.');
  }
}
