import { Module } from '@nestjs/common';
import { BillingModule } from '#billing';
import { ClientsModule } from '#clients';
import { FormsModule } from '#forms';
import { PracticesModule } from '#practices';
import { SchedulingModule } from '#scheduling';
import { AgreementService } from './agreement.service.js';
import { BookingService } from './booking.service.js';
import { EnteringService } from './entering.service.js';
import { HoldsService } from './holds.service.js';
import { PaymentEvents } from './payment-events.service.js';
import { SettlementService } from './settlement.service.js';

const offered = [BookingService, HoldsService, PaymentEvents];

/** The act: book, pay, cancel, approve, decline, complete and undo, each in one transaction. */
@Module({
  imports: [BillingModule, ClientsModule, FormsModule, PracticesModule, SchedulingModule],
  providers: [...offered, AgreementService, EnteringService, SettlementService],
  exports: offered,
})
export class BookingModule {}
