import { Injectable } from '@nestjs/common';
import { PaymentService, type Money, type Payment } from '#billing';
import { ClientService } from '#clients';
import type { DuePayment, ManagedAppointment, PublicAppointment } from '#contracts';
import { instant, NotFound, type Tx } from '#platform';
import { PracticeService } from '#practices';
import {
  AppointmentService,
  clearlyOnTheWall,
  feeFrom,
  longestHoldMinutes,
  type AppointmentRow,
  type Attendance,
} from '#scheduling';
import { manageActions, type Situation } from './domain/manage-actions.js';
import { movableUntil } from './domain/movable-until.js';
import { keptMinor } from './kept-money.js';

const minute = 60_000;

/** What a manage link opens: whose it is, the appointment as it is now, and what is owed for it. */
export interface Managed {
  readonly attendance: Attendance;
  readonly appointment: AppointmentRow;
  readonly payment: Payment | null;
}

/** The appointment behind a manage link, as its owner may see it: their own zone and name, public names only. */
@Injectable()
export class ManagedView {
  constructor(
    private readonly appointments: AppointmentService,
    private readonly payments: PaymentService,
    private readonly practices: PracticeService,
    private readonly clients: ClientService,
  ) {}

  /** Throws NotFound for a dead or unknown link. */
  async find(tx: Tx, token: string): Promise<Managed> {
    const { attendance, appointment } = await this.appointments.byManageToken(tx, token);
    return { attendance, appointment, payment: await this.payments.findFor(tx, appointment.id) };
  }

  /**
   * The same for somebody who acts: by a mailed link they show that they read that mailbox, and are confirmed. Opening its
   * page shows nothing, since scanners of mail do that; nor does the link that was shown to whoever booked.
   */
  async findToAct(tx: Tx, token: string): Promise<Managed> {
    const { attendance, link, appointment } = await this.appointments.byManageToken(tx, token);
    if (!link.mailed) return { attendance, appointment, payment: await this.payments.findFor(tx, appointment.id) };
    if ((await this.clients.confirmBy(tx, link, attendance.clientId)) === null) throw new NotFound('appointment');
    return this.find(tx, token);
  }

  async of(tx: Tx, managed: Managed): Promise<ManagedAppointment> {
    const { slug, name } = await this.practices.settings(tx);
    const { attendance, appointment } = managed;
    return {
      appointment: { ...appointmentOf(appointment, attendance.timeZone), practice: { slug, name } },
      payment: isPayer(managed) ? paymentOf(managed) : nothingDue(appointment),
      attendees: [attendance.name],
      attends: stillAttends(attendance),
      ...actionsOf(managed, tx.now()),
    };
  }
}

/** Whether a link's owner is the one who pays: what another paid, owes or gets back is no business of theirs. */
export function isPayer({ attendance, payment }: Managed): boolean {
  return payment ? payment.payerId === attendance.clientId : true;
}

/** Whether a link's owner has not given up their own place, whatever becomes of the appointment. */
function stillAttends({ status }: Attendance): boolean {
  return status === 'accepted' || status === 'invited';
}

/** What was agreed on, and how much of it is due now: all, or nothing. */
export function dueOf(agreed: Money, isDue: boolean): DuePayment {
  const amount = isDue ? agreed : { ...agreed, amount: 0 };
  return { required: amount.amount > 0, amount, ...(agreed.amount > 0 && { agreed }) };
}

function nothingDue({ offering }: AppointmentRow): DuePayment {
  return { required: false, amount: { amount: 0, currency: offering.currency } };
}

function actionsOf(managed: Managed, now: Date): Pick<ManagedAppointment, 'actions' | 'rescheduleUntil'> {
  const situation = situationOf(managed);
  const actions = manageActions(situation, now);
  const until = actions.includes('reschedule') && situation.movableUntil;
  return { actions, ...(until && { rescheduleUntil: instant(until) }) };
}

/** Until when the link's owner may move it; null where it is not theirs to move. */
export function mayStillMoveUntil({ appointment, payment }: Omit<Managed, 'attendance'>): Date | null {
  const { policy, startAt: start, offering } = appointment;
  return movableUntil({
    start,
    feeFrom: feeFrom(policy, start, keptMinor(payment)),
    joint: offering.kind === 'couple',
  });
}

function situationOf(managed: Managed): Situation {
  const { appointment, attendance, payment } = managed;
  const { status, startAt, heldAt, holdExpiresAt } = appointment;
  return {
    status,
    start: startAt,
    holdExpiresAt,
    longestHold: heldAt && new Date(heldAt.getTime() + longestHoldMinutes * minute),
    stillToPay: payment !== null && !payment.cameIn,
    attends: stillAttends(attendance),
    movableUntil: mayStillMoveUntil(managed),
  };
}

/** What is due now; the page to pay on stands here only while it can be used. */
function paymentOf({ appointment, payment }: Managed): DuePayment {
  // What was agreed on stands in the payment; where there is none nothing is owed, whatever the offering costs by now.
  if (!payment) return nothingDue(appointment);
  const agreed = { amount: payment.amountMinor, currency: payment.currency };
  const isDue = appointment.status === 'held' && !payment.cameIn;
  return {
    ...dueOf(agreed, isDue),
    status: payment.status,
    ...(isDue && payment.checkoutUrl !== null && { checkoutUrl: payment.checkoutUrl }),
  };
}

/** It follows from the request alone: whether it was answered meanwhile shows in nothing. */
function answerAtOf({ answerDueAt, offering }: AppointmentRow, timeZone: string): Pick<PublicAppointment, 'answerAt'> {
  if (answerDueAt === null || offering.kind !== 'couple') return {};
  return { answerAt: { at: instant(answerDueAt), ...clearlyOnTheWall(answerDueAt, timeZone) } };
}

function appointmentOf(row: AppointmentRow, timeZone: string): Omit<PublicAppointment, 'practice'> {
  return {
    id: row.id,
    status: row.status,
    sequence: row.sequence,
    start: instant(row.startAt),
    end: instant(row.endAt),
    coach: row.coach.slug,
    ...(row.holdExpiresAt && { holdExpiresAt: instant(row.holdExpiresAt) }),
    ...clearlyOnTheWall(row.startAt, timeZone),
    timeZone,
    coachName: row.coach.name,
    offering: row.offering.slug,
    offeringName: row.offering.name,
    format: row.format,
    ...answerAtOf(row, timeZone),
  };
}
