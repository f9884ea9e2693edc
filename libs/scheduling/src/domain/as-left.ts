import type { AppointmentStatus } from './appointment-state.js';

/** What an appointment was when one of several people gave up their place in it; times as ISO 8601. */
export interface LeftAt {
  readonly status: AppointmentStatus;
  readonly start: string;
  readonly end: string;
  readonly sequence: number;
}

interface Seen {
  readonly status: AppointmentStatus;
  readonly startAt: Date;
  readonly endAt: Date;
  readonly sequence: number;
  readonly attendances: readonly { readonly clientId: string; readonly left: LeftAt | null }[];
}

/**
 * An appointment as one of those who have, or had, a part in it may know it. Whoever gave up their place reads it as it
 * stood then: when the others meet instead, whether they came and what became of it is their own.
 */
export function asSeenBy<Row extends Seen>(row: Row, clientId: string): Row {
  const left = row.attendances.find((one) => one.clientId === clientId)?.left ?? null;
  if (left === null) return row;
  const { status, start, end, sequence } = left;
  return { ...row, status, startAt: new Date(start), endAt: new Date(end), sequence };
}
