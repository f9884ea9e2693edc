import { Injectable } from '@nestjs/common';
import type { ManagedAppointment, SlotsQuery, SlotsView } from '#contracts';
import { Database, type Here, type Tx } from '#platform';
import { AppointmentClosed, AppointmentService, feeFrom, SlotService } from '#scheduling';
import { JointMove, MoveTooLate } from './booking.errors.js';
import { keptMinor } from './kept-money.js';
import { ManagedView, mayStillMoveUntil, type Managed } from './managed-view.service.js';
import { MovesService, type MoveWanted } from './moves.service.js';

const dayMs = 86_400_000;

/** What somebody who chooses another time has to know. */
export interface MoveChoice {
  readonly now: Date;
  /** The last instant that may be booked. */
  readonly until: Date;
  /** From when on cancelling would cost something at the new time; null where it never does. */
  readonly feeFrom: Date | null;
}

/** A client moves their appointment over their manage link, as long as cancelling it would cost them nothing. */
@Injectable()
export class ReschedulingService {
  constructor(
    private readonly db: Database,
    private readonly views: ManagedView,
    private readonly appointments: AppointmentService,
    private readonly slots: SlotService,
    private readonly moves: MovesService,
  ) {}

  /** The times it could be moved to: as if it were not there, and without its present one. Throws as `reschedule` does. */
  times(here: Here, token: string, asked: Omit<SlotsQuery, 'coach'>): Promise<SlotsView> {
    return this.db.inPractice(here, async (tx) => {
      const managed = await this.views.find(tx, token);
      mustBeMovable(managed, tx.now());
      const { appointment } = managed;
      const offering = await this.moves.offeringOf(tx, appointment);
      const moving = { id: appointment.id, start: appointment.startAt };
      return this.slots.list(tx, offering, { ...asked, coach: appointment.coach.slug, moving });
    });
  }

  /** As far ahead as it could be moved, and what moving it to a start would mean. Throws as `reschedule` does. */
  choice(here: Here, token: string, start: Date | null): Promise<MoveChoice> {
    return this.db.inPractice(here, async (tx) => {
      const managed = await this.views.find(tx, token);
      mustBeMovable(managed, tx.now());
      const { policy } = managed.appointment;
      const { bookingWindowDays } = await this.moves.offeringOf(tx, managed.appointment);
      const until = new Date(tx.now().getTime() + bookingWindowDays * dayMs);
      return { now: tx.now(), until, feeFrom: start && feeFrom(policy, start, keptMinor(managed.payment)) };
    });
  }

  /**
   * The same appointment at another time; the time it has changes nothing, so that a call that is repeated is answered
   * alike. Throws MoveTooLate, JointMove, AppointmentClosed, SlotTaken, SlotNotOffered.
   */
  reschedule(here: Here, token: string, start: Date): Promise<ManagedAppointment> {
    const move = () => this.db.inPractice(here, (tx) => this.moveOnce(tx, token, start));
    return this.moves.makingRoom(here, move);
  }

  private async moveOnce(tx: Tx, token: string, start: Date): Promise<ManagedAppointment> {
    const before = await this.views.findToAct(tx, token);
    const { appointment } = before;
    if (isMovable(before, tx.now())) await this.moves.inTurn(tx, appointment, wantedBy(before, start));
    // The calendar before the row, as whoever claims a time does; then everything is read as it stands.
    await this.appointments.lockCalendar(tx, appointment.id);
    await this.appointments.locked(tx, appointment.id);
    const managed = await this.views.find(tx, token);
    mustBeOpen(managed, tx.now());
    if (start.getTime() === managed.appointment.startAt.getTime()) return this.views.of(tx, managed);
    mustBeMovable(managed, tx.now());
    await this.moves.to(tx, managed.appointment, wantedBy(managed, start));
    return this.views.of(tx, await this.views.find(tx, token));
  }
}

const wantedBy = ({ attendance }: Managed, start: Date): MoveWanted => ({
  start,
  timeZone: attendance.timeZone,
  by: 'client',
});

function isMovable(managed: Managed, now: Date): boolean {
  const until = mayStillMoveUntil(managed);
  return isOpen(managed, now) && until !== null && until > now;
}

function isOpen({ appointment, attendance }: Managed, now: Date): boolean {
  const { status, startAt } = appointment;
  const stands = (status === 'confirmed' || status === 'pending_approval') && startAt > now;
  return stands && attendance.status !== 'withdrawn';
}

function mustBeOpen(managed: Managed, now: Date): void {
  if (!isOpen(managed, now)) throw new AppointmentClosed(managed.appointment.status);
}

function mustBeMovable(managed: Managed, now: Date): void {
  mustBeOpen(managed, now);
  const until = mayStillMoveUntil(managed);
  if (!until) throw new JointMove();
  if (until <= now) throw new MoveTooLate(until);
}
