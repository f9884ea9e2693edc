import { Module } from '@nestjs/common';
import { BillingModule } from '#billing';
import { ClientsModule } from '#clients';
import { FormsModule } from '#forms';
import { PracticesModule } from '#practices';
import { SchedulingModule } from '#scheduling';
import { AgreementService } from './agreement.service.js';
import { AnsweringService } from './answering.service.js';
import { BlockingService } from './blocking.service.js';
import { BookersService } from './bookers.service.js';
import { PayPage } from './pay-page.service.js';
import { BookingService } from './booking.service.js';
import { EnteringService } from './entering.service.js';
import { HoldsService } from './holds.service.js';
import { PaymentEvents } from './payment-events.service.js';
import { CancellingService } from './cancelling.service.js';
import { ForWhomService } from './for-whom.service.js';
import { IntakeService } from './intake.service.js';
import { JointSeats } from './joint-seats.service.js';
import { ManagedView } from './managed-view.service.js';
import { MovesService } from './moves.service.js';
import { NewClients } from './new-clients.service.js';
import { PayingService } from './paying.service.js';
import { ReasonsService } from './reasons.service.js';
import { RelocatingService } from './relocating.service.js';
import { ReschedulingService } from './rescheduling.service.js';
import { SeriesBooking } from './series-booking.service.js';
import { StaffActions } from './staff-actions.service.js';
import { StaffBooking } from './staff-booking.service.js';
import { SettlementService } from './settlement.service.js';
import { OfferedSeat } from './offered-seat.service.js';
import { TakenView } from './taken-view.service.js';
import { NextInLine } from './next-in-line.service.js';
import { OpenedHours } from './opened-hours.service.js';
import { WaitedForService } from './waited-for.service.js';
import { WaitingReach } from './waiting-reach.service.js';
import { WaitingReviews } from './waiting-reviews.service.js';
import { WaitingService } from './waiting.service.js';
import { WaitingView } from './waiting-view.service.js';
import { WaitlistOffering } from './waitlist-offering.service.js';
import { WaitlistTaking } from './waitlist-taking.service.js';

const offered = [
  AnsweringService,
  BlockingService,
  BookingService,
  CancellingService,
  HoldsService,
  IntakeService,
  JointSeats,
  NewClients,
  OpenedHours,
  PayingService,
  PaymentEvents,
  ReasonsService,
  RelocatingService,
  ReschedulingService,
  SeriesBooking,
  StaffActions,
  StaffBooking,
  WaitingReviews,
  WaitingService,
  WaitlistOffering,
  WaitlistTaking,
];

/** The act: book, pay, move, cancel, approve, decline, complete and undo, each in one transaction. */
@Module({
  imports: [BillingModule, ClientsModule, FormsModule, PracticesModule, SchedulingModule],
  providers: [
    ...offered,
    AgreementService,
    BookersService,
    EnteringService,
    ForWhomService,
    ManagedView,
    MovesService,
    NextInLine,
    OfferedSeat,
    PayPage,
    SettlementService,
    TakenView,
    WaitedForService,
    WaitingReach,
    WaitingView,
  ],
  exports: offered,
})
export class BookingModule {}
