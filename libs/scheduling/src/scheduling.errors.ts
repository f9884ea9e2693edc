import { DomainError } from '#platform';
import type { EntryShown } from './calendar-entries.js';
import type { AppointmentStatus } from './domain/appointment-state.js';
import type { SlotView } from './domain/slot-days.js';

/** A start that is not on the list: off the grid, outside hours, too soon, too far ahead, or beyond a limit. */
export class SlotNotOffered extends DomainError {
  readonly code = 'slot-not-offered';
  readonly kind = 'conflict';
  constructor(readonly alternatives: readonly SlotView[]) {
    super('That time is not offered. Please choose another.', { alternatives });
  }
}

/** A start that somebody else has by now. */
export class SlotTaken extends DomainError {
  readonly code = 'slot-taken';
  readonly kind = 'conflict';
  /** `overdueHolds` are appointments seen in the calendar whose hold is over: letting them go may help. */
  constructor(
    readonly alternatives: readonly SlotView[] = [],
    readonly overdueHolds: readonly string[] = [],
  ) {
    super('That time is no longer free. Please choose another.', { alternatives });
  }
}

const mostConflicts = 50;

/** Time that is to be blocked, and what stands in the calendar there. Nobody but the people of the practice is told of it. */
export class CalendarConflict extends DomainError {
  readonly code = 'calendar-conflict';
  readonly kind = 'conflict';
  /** `overdueHolds` are appointments in the way whose hold is over: letting them go may help. */
  constructor(
    standing: readonly EntryShown[],
    readonly overdueHolds: readonly string[] = [],
  ) {
    super('Something stands in the calendar at that time. Move or cancel it first, or choose another time.', {
      conflicts: standing.slice(0, mostConflicts).map(({ dates: _dates, revision: _revision, ...entry }) => entry),
      more: Math.max(0, standing.length - mostConflicts),
    });
  }
}

/** Other calendars were not looked at lately: whoever wants the time has them looked at first. Told to nobody outside. */
export class CalendarsStale extends Error {
  constructor(readonly feedIds: readonly string[]) {
    super('Other calendars of the coach have to be looked at first.');
  }
}

/** An act that the appointment's status does not allow (any more). */
export class AppointmentClosed extends DomainError {
  readonly code = 'appointment-closed';
  readonly kind = 'conflict';
  constructor(status: AppointmentStatus) {
    super('That cannot be done with this appointment now.', { appointmentStatus: status });
  }
}

/** Taking back the cancellation of what was never agreed on: it was not paid, or nobody had approved it. */
export class NeverAgreed extends DomainError {
  readonly code = 'never-agreed';
  readonly kind = 'conflict';
  constructor() {
    super('This was not agreed on before it was cancelled. Please book it anew.');
  }
}

/** A session cannot be over before it began. */
export class TooEarly extends DomainError {
  readonly code = 'too-early';
  readonly kind = 'conflict';
  constructor() {
    super('This appointment has not begun yet.');
  }
}

/** The name in a URL that another thing has. */
export class SlugTaken extends DomainError {
  readonly code = 'slug-taken';
  readonly kind = 'conflict';
  constructor() {
    super('This short name is used already. Please choose another.');
  }
}

/** Hours that offerings follow, or a place where people are expected. */
export class ScheduleInUse extends DomainError {
  readonly code = 'schedule-in-use';
  readonly kind = 'conflict';
  constructor(offerings: readonly string[], appointments: number) {
    super(
      offerings.length > 0
        ? `These hours are followed by: ${offerings.join(', ')}. Choose other hours for them first.`
        : `Coming appointments in the place of these hours: ${appointments}. Move them, or wait until they are over.`,
    );
  }
}

/** Charging before an account is connected. */
export class PaymentsNotReady extends DomainError {
  readonly code = 'payments-not-ready';
  readonly kind = 'conflict';
  constructor() {
    super('Connect an account for payments first.');
  }
}
