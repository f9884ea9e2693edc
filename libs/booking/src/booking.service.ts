import { Injectable } from '@nestjs/common';
import type { BookingAnswer, BookingRequest } from '#contracts';
import { Database, instant, type Here, type Tx } from '#platform';
import { PracticeAddress } from '#practices';
import { AppointmentService, OfferingService, SlotService } from '#scheduling';
import { BookersService } from './bookers.service.js';
import { EnteringService, type Entered } from './entering.service.js';
import { HoldsService } from './holds.service.js';
import { dueOf } from './managed-view.service.js';
import { manageUrlOf } from './manage-urls.js';
import { PayPage } from './pay-page.service.js';

interface Booked extends Entered {
  readonly token: string;
  readonly manageUrl: string;
  readonly coach: string;
  readonly start: Date;
  readonly end: Date;
}

/** What is done beside a booking, in its transaction, for the contact it made. */
export type BesideBooking = (tx: Tx, clientId: string) => Promise<void>;

const nothingBeside: BesideBooking = () => Promise.resolve();

/** A visitor books from the practice's public page. */
@Injectable()
export class BookingService {
  constructor(
    private readonly db: Database,
    private readonly offerings: OfferingService,
    private readonly slots: SlotService,
    private readonly bookers: BookersService,
    private readonly appointments: AppointmentService,
    private readonly entering: EnteringService,
    private readonly holds: HoldsService,
    private readonly page: PayPage,
    private readonly address: PracticeAddress,
  ) {}

  /**
   * Books in one transaction, then opens the page to pay on. Whatever goes away after the commit, the booking stands and
   * is answered as one, without the page. Throws SlotTaken, SlotNotOffered, Invalid, NotFound.
   */
  async book(here: Here, request: BookingRequest, beside: BesideBooking = nothingBeside): Promise<BookingAnswer> {
    const booked = await this.holds.makingRoom(here, () => this.bookOnce(here, request, beside));
    const { appointmentId, status, holdExpiresAt, due, payment, token, manageUrl, coach, start, end } = booked;
    const checkoutUrl = status === 'held' ? await this.page.tryToOpen(here, appointmentId, token) : undefined;
    return {
      appointment: {
        id: appointmentId,
        status,
        start: instant(start),
        end: instant(end),
        coach,
        ...(holdExpiresAt && { holdExpiresAt: instant(holdExpiresAt) }),
      },
      payment: {
        ...dueOf(due, status === 'held'),
        ...(payment && { status: payment.status }),
        ...(checkoutUrl !== undefined && { checkoutUrl }),
      },
      manageUrl,
    };
  }

  private bookOnce(here: Here, request: BookingRequest, beside: BesideBooking): Promise<Booked> {
    return this.db.inPractice(here, async (tx) => {
      const offering = await this.offerings.getBySlug(tx, request.offering);
      this.bookers.check(offering, request);
      const { start, coach, client } = request;
      const wanted = { start: new Date(start), coach, timeZone: client.timeZone, mustBeFresh: true };
      const slot = await this.slots.claim(tx, offering, wanted, this.holds.releaseUnpayable);
      const { clientId, caseId } = await this.bookers.meet(tx, offering, slot.coachId, request);
      const { name, timeZone } = request.client;
      const entry = { offering, slot, caseId, clientId, name, timeZone, source: request.source };
      const entered = await this.entering.enter(tx, entry);
      const token = await this.appointments.issueManageToken(tx, entered.attendanceId);
      await beside(tx, clientId);
      const manageUrl = manageUrlOf(await this.address.of(tx), token);
      return { ...entered, token, manageUrl, coach: slot.coach, start: slot.start, end: slot.end };
    });
  }
}
