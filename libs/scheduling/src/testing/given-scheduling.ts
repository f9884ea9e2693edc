import { newId } from '#platform';
import type { AppointmentStatus } from '../domain/appointment-state.js';
import { isLive } from '../domain/appointment-state.js';
import { defaultPolicy } from '../domain/cancellation-policy.js';

/** Runs one statement past every policy, such as a pg Client of the superuser. */
export type Write = (sql: string, parameters: unknown[]) => Promise<unknown>;

/** What an appointment row cannot do without. */
export interface AppointmentGiven {
  readonly practiceId: string;
  readonly caseId: string;
  readonly offeringId: string;
  readonly coachId: string;
  readonly clientId: string;
  readonly start: Date;
}

/** An appointment with its attendance and its claim, confirmed and an hour long unless said otherwise; answers its id. */
export async function givenAppointment(
  write: Write,
  one: AppointmentGiven,
  wishes: { status?: Exclude<AppointmentStatus, 'held'>; minutes?: number; name?: string } = {},
): Promise<string> {
  const id = newId();
  const status = wishes.status ?? 'confirmed';
  const end = new Date(one.start.getTime() + (wishes.minutes ?? 60) * 60_000);
  await write(
    `INSERT INTO appointments (practice_id, id, case_id, offering_id, coach_id, start_at, end_at, time_zone, status, policy, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'Europe/London', $8, $9, $6)`,
    [
      one.practiceId,
      id,
      one.caseId,
      one.offeringId,
      one.coachId,
      one.start,
      end,
      status,
      JSON.stringify(defaultPolicy),
    ],
  );
  await write(
    `INSERT INTO attendances (practice_id, id, appointment_id, client_id, name, time_zone, status)
     VALUES ($1, $2, $3, $4, $5, 'Europe/London', 'accepted')`,
    [one.practiceId, newId(), id, one.clientId, wishes.name ?? 'Ana Ruiz'],
  );
  await write(
    `INSERT INTO time_claims (practice_id, id, resource_kind, resource_id, appointment_id, offering_id, start_at, end_at, blocked, live)
     VALUES ($1, $2, 'coach', $3, $4, $5, $6, $7, tstzrange($6, $7), $8)`,
    [one.practiceId, newId(), one.coachId, id, one.offeringId, one.start, end, isLive(status)],
  );
  return id;
}
