import type { Payment } from '#billing';
import type { AppointmentRow } from '#scheduling';

/** An appointment as it is after something was done with it, with what is owed for it. */
export interface Shown {
  readonly appointment: AppointmentRow;
  readonly payment: Payment | null;
}
