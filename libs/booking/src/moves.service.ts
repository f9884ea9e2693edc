import { Injectable } from '@nestjs/common';
import type { Here, Tx } from '#platform';
import {
  MovingService,
  OfferingService,
  SlotNotOffered,
  SlotService,
  type AppointmentRow,
  type SlotWanted,
} from '#scheduling';
import { appointmentRescheduled } from './booking.events.js';
import { expireRequest } from './booking.jobs.js';
import { HoldsService } from './holds.service.js';

const minuteMs = 60_000;

/** A time an appointment is to be moved to, and who moves it. */
export interface MoveWanted {
  readonly start: Date;
  /** The zone other times are told in. */
  readonly timeZone: string;
  readonly by: 'client' | 'practice';
  readonly override?: boolean;
}

function slotFor(
  { id, startAt, coach }: AppointmentRow,
  { start, timeZone, override = false }: MoveWanted,
): SlotWanted {
  return { start, coach: coach.slug, timeZone, override, moving: { id, start: startAt }, mustBeFresh: true };
}

/** What moving an appointment does, by whoever may: it is held to the rules a booking is held to, and keeps its coach and length. */
@Injectable()
export class MovesService {
  constructor(
    private readonly offerings: OfferingService,
    private readonly slots: SlotService,
    private readonly holds: HoldsService,
    private readonly moving: MovingService,
  ) {}

  /**
   * Locks the calendar of an appointment that is to be moved. Where others write into it, it is looked at first, so that the
   * many who want one time do not queue up to hear that it is gone. Throws SlotTaken, SlotNotOffered.
   */
  async inTurn(tx: Tx, row: AppointmentRow, wanted: MoveWanted): Promise<void> {
    if (row.startAt.getTime() === wanted.start.getTime()) return;
    await this.slots.inTurn(tx, await this.offeringOf(tx, row), slotFor(row, wanted));
  }

  /** To another time. Throws SlotTaken, SlotNotOffered, AppointmentClosed. */
  async to(tx: Tx, row: AppointmentRow, wanted: MoveWanted): Promise<void> {
    const offering = await this.offeringOf(tx, row);
    const slot = await this.slots.claim(tx, offering, slotFor(row, wanted), this.holds.releaseUnpayable);
    const { status, answerDueAt } = await this.moving.move(tx, row.id, slot, wanted.by);
    if (status === 'pending_approval' && answerDueAt)
      tx.schedule(expireRequest, { appointmentId: row.id }, { dueAt: answerDueAt });
    tx.emit(appointmentRescheduled, { appointmentId: row.id });
  }

  /** Does what moves an appointment, once only what may stand in its way does. */
  makingRoom<Done>(here: Here, move: () => Promise<Done>): Promise<Done> {
    return this.holds.makingRoom(here, move);
  }

  /** Staff take their last move back: to the time before it. Throws SlotTaken. */
  async back(tx: Tx, appointmentId: string): Promise<void> {
    await this.moving.takeBack(tx, appointmentId);
    tx.emit(appointmentRescheduled, { appointmentId });
  }

  /** Whether that is still possible; null where staff did not move it last. */
  mayTakeBack(tx: Tx, appointmentId: string): Promise<boolean | null> {
    return this.moving.mayTakeBack(tx, appointmentId);
  }

  /** What it was booked as, at the length and with the coach that were agreed on. Throws SlotNotOffered where they work here no longer. */
  async offeringOf(tx: Tx, { offering: { id }, coach, startAt, endAt }: AppointmentRow) {
    const offering = await this.offerings.getAsBooked(tx, id, coach.id);
    if (!offering.coaches.some((one) => one.id === coach.id && one.active)) throw new SlotNotOffered([]);
    return { ...offering, durationMinutes: (endAt.getTime() - startAt.getTime()) / minuteMs };
  }
}
