import { Injectable } from '@nestjs/common';
import { Database, system, type Tx } from '#platform';
import {
  AppointmentService,
  endOfDate,
  mayUndo,
  standsFrom,
  WaitlistOffersService,
  WaitlistService,
  type AppointmentRow,
  type WaitlistRow,
} from '#scheduling';
import { reviewWaitlist } from './booking.jobs.js';

/** Who waits for nothing any more leaves the list by themself: looked at whenever something happened that may mean it. */
@Injectable()
export class WaitingReviews {
  constructor(
    private readonly db: Database,
    private readonly waitlist: WaitlistService,
    private readonly offers: WaitlistOffersService,
    private readonly appointments: AppointmentService,
  ) {}

  /** The job when something became of an appointment: who waits with it, and whoever comes to it and waited for that. Safe to repeat. */
  appointment(practiceId: string, appointmentId: string): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      const { attendances } = await this.appointments.get(tx, appointmentId);
      const own = await this.waitlist.with(tx, appointmentId);
      const clients = attendances.map(({ clientId }) => clientId);
      const entries = [...(own ? [own] : []), ...(await this.waitlist.bookingsOf(tx, clients))];
      for (const { id } of entries) await this.review(tx, id);
    });
  }

  /** The job when it is known who made the bookings of a client. Safe to repeat. */
  client(practiceId: string, clientId: string): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      for (const { id } of await this.waitlist.bookingsOf(tx, [clientId])) await this.review(tx, id);
    });
  }

  /** The job when somebody's last date is over, or what they have begins. Safe to repeat. */
  entry(practiceId: string, entryId: string): Promise<void> {
    return this.inPractice(practiceId, (tx) => this.review(tx, entryId));
  }

  private async review(tx: Tx, entryId: string): Promise<void> {
    const entry = await this.waitlist.locked(tx, entryId);
    if (entry.status === 'ended') return;
    const { until, timeZone, appointmentId } = entry;
    if (until !== null && endOfDate(until, timeZone) <= tx.now().getTime()) {
      await this.waitlist.end(tx, entryId, 'over');
      return;
    }
    if (appointmentId !== null) return this.present(tx, entry, await this.appointments.get(tx, appointmentId));
    if (await this.booked(tx, entry)) await this.waitlist.end(tx, entryId, 'booked');
  }

  /** What they have: over, or at another time by now. A cancellation that may be taken back is waited for. */
  private async present(tx: Tx, entry: WaitlistRow, { id, status, startAt, closedAt }: AppointmentRow): Promise<void> {
    if (status === 'cancelled' && closedAt && mayUndo(closedAt, tx.now())) {
      await this.waitlist.withdraw(tx, entry.id);
      tx.schedule(reviewWaitlist, { appointmentId: id }, { dueAt: standsFrom(closedAt) });
      return;
    }
    if (status !== 'confirmed' || startAt <= tx.now()) {
      await this.waitlist.end(tx, entry.id, 'closed');
      return;
    }
    const open = (await this.offers.of(tx, entry.id)).find((offer) => offer.status === 'open');
    if (open && open.startAt >= startAt) await this.waitlist.withdraw(tx, entry.id);
    this.waitlist.lookAgain(tx, entry, startAt);
  }

  /** Whether they booked what they wait for since they asked. */
  private async booked(tx: Tx, { clientId, offeringId, createdAt }: WaitlistRow): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 FROM attendances t JOIN appointments a ON a.id = t.appointment_id
       WHERE t.client_id = $1 AND t.status = 'accepted' AND a.offering_id = $2 AND a.created_at >= $3
         AND a.status IN ('pending_approval', 'confirmed') AND a.start_at > $4 LIMIT 1`,
      [clientId, offeringId, createdAt, tx.now()],
    );
    return row !== null;
  }

  private inPractice(practiceId: string, work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.db.inPractice({ practiceId, actor: system }, work);
  }
}
