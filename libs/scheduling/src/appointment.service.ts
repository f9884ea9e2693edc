import { Injectable } from '@nestjs/common';
import { newId, NotFound, type Page, type PageAsked, type Tx } from '#platform';
import { Appointment, holdMinutes } from './appointment.entity.js';
import {
  insertAppointment,
  listAppointments,
  selectAppointments,
  type AppointmentFilters,
  type AppointmentRow,
} from './appointment.store.js';
import { dropClaims, retakeClaims } from './appointment-claims.store.js';
import { answerDueFor, comingJoint, nextStarts } from './appointment-times.store.js';
import { AttendanceService, type NewAttendance } from './attendance.service.js';
import type { KeptAnswer } from './domain/answer-due.js';
import { defaultPolicy } from './domain/cancellation-policy.js';
import { isLive } from './domain/appointment-state.js';
import { asSeenBy } from './domain/as-left.js';
import { standsFrom } from './domain/undo-window.js';
import { wasMovedByClient } from './moving.store.js';
import { SlotTaken } from './scheduling.errors.js';
import type { Held, NewHold } from './new-hold.js';
import { lockCalendars } from './slot.store.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const approvedHoldHours = 24;

/** The steps of an appointment. Each takes the running transaction, checks the states, lets go of the time where it has to, and leaves an audit entry. */
@Injectable()
export class AppointmentService {
  constructor(private readonly attendances: AttendanceService) {}

  /** Puts a claimed time into the calendar with its booker's attendance. Throws SlotTaken if somebody was faster. */
  async hold(tx: Tx, wanted: NewHold): Promise<Held> {
    const now = tx.now();
    const held = wanted.status === 'held';
    const holdExpiresAt = held ? new Date(now.getTime() + holdMinutes * minuteMs) : null;
    const answerDueAt = wanted.status === 'pending_approval' ? await answerDueFor(tx, wanted) : null;
    const [id, attendanceId] = [newId(), newId()];
    const claimed = await insertAppointment(tx, {
      id,
      attendanceId,
      claimId: newId(),
      caseId: wanted.caseId,
      offeringId: wanted.offering.id,
      clientId: wanted.clientId,
      name: wanted.name,
      timeZone: wanted.timeZone,
      ...wanted.slot,
      status: wanted.status,
      heldAt: held ? now : null,
      holdExpiresAt,
      answerDueAt,
      source: wanted.source ?? null,
      format: wanted.offering.format,
      bookedBy: wanted.bookedBy ?? 'client',
      series: wanted.series ?? null,
      policy: defaultPolicy,
    });
    if (!claimed) throw new SlotTaken();
    tx.audit(
      held ? 'appointment.held' : `appointment.${wanted.status === 'confirmed' ? 'confirmed' : 'requested'}`,
      id,
    );
    return { appointmentId: id, attendanceId, status: wanted.status, holdExpiresAt, answerDueAt };
  }

  confirm(tx: Tx, id: string): Promise<Appointment> {
    return this.change(tx, id, 'appointment.confirmed', (one) => one.confirm());
  }

  /** The coach said yes to a request that is to be paid now; the client has until then, at most a day and never past the start. */
  toHeld(tx: Tx, id: string): Promise<Appointment> {
    return this.change(tx, id, 'appointment.approved', (one, now) =>
      one.hold(now, earlier(now, approvedHoldHours, one.startAt)),
    );
  }

  /** More time to pay, at most half an hour in all: until when, or null where that is no more than there was. */
  async extendHold(tx: Tx, id: string): Promise<Date | null> {
    const one = await this.locked(tx, id);
    if (!one.extendHold(tx.now())) return null;
    await this.save(tx, one);
    tx.audit('appointment.hold-extended', id);
    return one.holdExpiresAt;
  }

  /** What a coach says to a request for two before it is told; null takes it back. Throws AppointmentClosed once it is due. */
  keepAnswer(tx: Tx, id: string, answer: KeptAnswer | null): Promise<Appointment> {
    const action = answer === null ? 'appointment.answer-undone' : (`appointment.answer-${answer}` as const);
    return this.change(tx, id, action, (one, now) => one.keepAnswer(answer, now));
  }

  decline(tx: Tx, id: string): Promise<Appointment> {
    return this.change(tx, id, 'appointment.declined', (one, now) => one.decline(now));
  }

  /** Whether its time is over is for the caller to know (`holdExpiresAt`, `answerDueAt`). */
  expire(tx: Tx, id: string): Promise<Appointment> {
    return this.change(tx, id, 'appointment.expired', (one, now) => one.expire(now));
  }

  /** `paid`: by its client, who therefore knows of it. */
  cancel(tx: Tx, id: string, by: 'client' | 'practice', { paid = false } = {}): Promise<Appointment> {
    return this.change(tx, id, 'appointment.cancelled', async (one, now) =>
      one.cancel(by, now, { isTheirs: paid || (await wasMovedByClient(tx, id)) }),
    );
  }

  /** The practice takes back what it entered a moment ago, so that nobody hears of it. */
  takeBack(tx: Tx, id: string): Promise<Appointment> {
    return this.change(tx, id, 'appointment.undone', (one, now) => one.cancel('practice', now));
  }

  /** Throws TooEarly before the start. */
  complete(tx: Tx, id: string): Promise<Appointment> {
    return this.change(tx, id, 'appointment.completed', (one, now) => one.complete(now));
  }

  /** Throws TooEarly before the start. */
  noShow(tx: Tx, id: string): Promise<Appointment> {
    return this.change(tx, id, 'appointment.no-show', (one, now) => one.noShow(now));
  }

  /** Takes back complete, no-show, or the cancellation of what was agreed on. Throws NeverAgreed; SlotTaken where its time is somebody else's by now. */
  async undo(tx: Tx, id: string): Promise<Appointment> {
    await this.lockCalendar(tx, id);
    return this.change(tx, id, 'appointment.undone', async (one) => {
      const lostItsTime = !isLive(one.status);
      one.undo();
      if (lostItsTime && !(await retakeClaims(tx, id))) throw new SlotTaken();
    });
  }

  /** Paid late: an expired appointment is confirmed if its time is still free and ahead. Answers whether it was. */
  async reSeat(tx: Tx, id: string): Promise<boolean> {
    await this.lockCalendar(tx, id);
    const one = await this.locked(tx, id);
    one.reSeat();
    if (one.startAt <= tx.now() || !(await retakeClaims(tx, id))) return false;
    await this.save(tx, one);
    tx.audit('appointment.re-seated', id);
    return true;
  }

  /** Calendar before row, as whoever claims a time does: two who take them in one order never wait for each other. */
  async lockCalendar(tx: Tx, id: string): Promise<void> {
    const row = await tx.one<{ coachId: string }>('SELECT coach_id AS "coachId" FROM appointments WHERE id = $1', [id]);
    if (row) await lockCalendars(tx, [row.coachId]);
  }

  /** The row itself, locked until the transaction ends, for callers that must look before they step. */
  async locked(tx: Tx, id: string): Promise<Appointment> {
    const found = await tx
      .repository(Appointment)
      .findOne({ where: { practiceId: tx.practiceId, id }, lock: { mode: 'pessimistic_write' } });
    if (!found) throw new NotFound('appointment');
    return found;
  }

  async get(tx: Tx, id: string): Promise<AppointmentRow> {
    const [found] = await selectAppointments(tx, 'WHERE a.id = $1', [id]);
    if (!found) throw new NotFound('appointment');
    return found;
  }

  /** In the order of their start. */
  list(tx: Tx, filters: AppointmentFilters, page: PageAsked): Promise<Page<AppointmentRow>> {
    return listAppointments(tx, filters, page);
  }

  /** What a manage link opens: its owner's attendance, and the appointment as it is now, in whatever status; to who gave up their place as it was then. */
  async byManageToken(tx: Tx, token: string) {
    const { attendance, link } = await this.attendances.byManageToken(tx, token);
    const appointment = await this.get(tx, attendance.appointmentId);
    return { attendance, link, appointment: asSeenBy(appointment, attendance.clientId) };
  }

  /** A new secret for a person's own manage link, mailed to an address or, without one, shown to whoever books. */
  issueManageToken(tx: Tx, attendanceId: string, mailedTo?: string): Promise<string> {
    return this.attendances.issueManageToken(tx, attendanceId, mailedTo);
  }

  /** One more person in the appointment; answers the attendance's id. */
  addAttendance(tx: Tx, appointmentId: string, person: NewAttendance): Promise<string> {
    return this.attendances.add(tx, appointmentId, person);
  }

  /** Who was only invited comes now. Answers whether that changed anything. */
  accept(tx: Tx, attendanceId: string): Promise<boolean> {
    return this.attendances.accept(tx, attendanceId);
  }

  /** Agreed joint appointments still ahead, in any open case this person has their place in. */
  comingJoint(tx: Tx, clientId: string): Promise<string[]> {
    return comingJoint(tx, clientId);
  }

  /** One person will not come; the appointment stays. */
  withdraw(tx: Tx, attendanceId: string): Promise<void> {
    return this.attendances.withdraw(tx, attendanceId);
  }

  /** What a person was answered when they cancelled; their attendance reads it back. */
  keepOutcome(tx: Tx, attendanceId: string, outcome: object): Promise<void> {
    return this.attendances.keepOutcome(tx, attendanceId, outcome);
  }

  /** When each of these cases meets next, where anything is agreed. */
  nextOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Date>> {
    return nextStarts(tx, caseIds);
  }

  private async change(
    tx: Tx,
    id: string,
    action: `appointment.${string}`,
    step: (one: Appointment, now: Date) => void | Promise<void>,
  ): Promise<Appointment> {
    const one = await this.locked(tx, id);
    const before = one.status;
    await step(one, tx.now());
    if (isLive(before) && !isLive(one.status)) await dropClaims(tx, id, offerableFrom(one, tx.now()));
    await this.save(tx, one);
    tx.audit(action, id);
    return one;
  }

  private async save(tx: Tx, one: Appointment): Promise<void> {
    one.revision += 1;
    const changed: Partial<Appointment> = Object.fromEntries(stepped.map((column) => [column, one[column]]));
    await tx.repository(Appointment).update({ practiceId: tx.practiceId, id: one.id }, changed);
  }
}

/** What a step may change; times are changed by moving alone. */
const stepped = [
  ...(['status', 'heldAt', 'holdExpiresAt', 'answerDueAt', 'answer'] as const),
  ...(['cancelledBy', 'cancelledFrom', 'closedAt', 'takenBack', 'revision'] as const),
];

/** So many hours from now, or the start if that comes first. */
function earlier(now: Date, hours: number, start: Date): Date {
  return new Date(Math.min(now.getTime() + hours * hourMs, start.getTime()));
}

/** What staff cancel may be taken back for a while: nobody else is offered its time before. */
const offerableFrom = ({ cancelledBy }: Appointment, now: Date): Date =>
  cancelledBy === 'practice' ? standsFrom(now) : now;
