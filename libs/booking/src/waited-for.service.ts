import { Injectable } from '@nestjs/common';
import { PaymentService } from '#billing';
import type { Tx } from '#platform';
import {
  AppointmentService,
  feeFrom,
  OfferingService,
  SlotNotOffered,
  type Moving,
  type WaitlistRow,
} from '#scheduling';
import { keptMinor } from './kept-money.js';
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
  /** Starts at which they had it before: who left a time is not asked whether they want it. */
  readonly left: readonly number[];
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
    return { offering, coach: coach.slug, moving: undefined, movableUntil: null, left: [], caseId: undefined };
  }

  /** From when on cancelling what they have would cost something at another start; null where it never does, or they have nothing. */
  async feeFrom(tx: Tx, { appointmentId }: WaitlistRow, start: Date): Promise<Date | null> {
    if (appointmentId === null) return null;
    const { policy } = await this.appointments.get(tx, appointmentId);
    return feeFrom(policy, start, keptMinor(await this.payments.findFor(tx, appointmentId)));
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
      const left = appointment.moves.map(({ from }) => Date.parse(from));
      return { offering, coach: appointment.coach.slug, moving, movableUntil, left, caseId: appointment.caseId };
    } catch (error) {
      if (error instanceof SlotNotOffered) return null;
      throw error;
    }
  }
}
