import { Injectable } from '@nestjs/common';
import { PaymentService } from '#billing';
import type { Tx } from '#platform';
import { AppointmentService, OfferingService, SlotNotOffered, type Moving, type WaitlistRow } from '#scheduling';
import { mayStillMoveUntil } from './managed-view.service.js';
import { MovesService } from './moves.service.js';

type Offering = Awaited<ReturnType<OfferingService['get']>>;

/** What an earlier time would be for somebody who waits: what is booked, with whom, and what would move. */
export interface WaitedFor {
  readonly offering: Offering;
  /** The coach's slug. */
  readonly coach: string;
  readonly moving: Moving | undefined;
  readonly movableUntil: Date | null;
  /** In which case, where there is one already. */
  readonly caseId: string | undefined;
}

/** What those who wait may have by the rules of today. */
@Injectable()
export class WaitedForService {
  constructor(
    private readonly appointments: AppointmentService,
    private readonly payments: PaymentService,
    private readonly offerings: OfferingService,
    private readonly moves: MovesService,
  ) {}

  /** With this coach; null where a time would be of no use: theirs is not to be moved any more, or nobody may book it. */
  async of(tx: Tx, entry: WaitlistRow, coachId: string): Promise<WaitedFor | null> {
    if (entry.appointmentId !== null) return this.move(tx, entry.appointmentId, entry.clientId);
    const offering = await this.offerings.get(tx, entry.offeringId);
    const coach = offering.coaches.find(({ id, active }) => id === coachId && active);
    if (!coach || !offering.active || offering.kind !== 'individual') return null;
    return { offering, coach: coach.slug, moving: undefined, movableUntil: null, caseId: undefined };
  }

  /** The rules of moving it oneself hold: agreed on, one's own alone, and cancelling would cost nothing. */
  private async move(tx: Tx, appointmentId: string, clientId: string): Promise<WaitedFor | null> {
    const appointment = await this.appointments.get(tx, appointmentId);
    const comes = appointment.attendances.some((one) => one.clientId === clientId && one.status === 'accepted');
    if (appointment.status !== 'confirmed' || appointment.startAt <= tx.now() || !comes) return null;
    const payment = await this.payments.findFor(tx, appointmentId);
    const movableUntil = mayStillMoveUntil({ appointment, payment });
    if (!movableUntil || movableUntil <= tx.now()) return null;
    try {
      const offering = await this.moves.offeringOf(tx, appointment);
      const moving = { id: appointmentId, start: appointment.startAt };
      return { offering, coach: appointment.coach.slug, moving, movableUntil, caseId: appointment.caseId };
    } catch (error) {
      if (error instanceof SlotNotOffered) return null;
      throw error;
    }
  }
}
