import { Module, type OnModuleInit } from '@nestjs/common';
import { ClientMerges, ClientsModule } from '#clients';
import { PracticesModule } from '#practices';
import { CheckoutService } from './checkout.service.js';
import { ClosingTurns } from './closing-turns.service.js';
import { PaymentLists } from './payment-lists.js';
import { PaymentService } from './payment.service.js';
import { RefundService } from './refund.service.js';
import { StripeGateway } from './stripe.gateway.js';

const services = [CheckoutService, ClosingTurns, PaymentLists, PaymentService, RefundService, StripeGateway];

/** Payments, refunds and the one way to the payment provider. */
@Module({ imports: [ClientsModule, PracticesModule], providers: services, exports: services })
export class BillingModule implements OnModuleInit {
  constructor(private readonly merges: ClientMerges) {}

  onModuleInit(): void {
    this.merges.alsoDo(async (tx, contactId, clientId) => {
      await tx.query('UPDATE payments SET payer_id = $2 WHERE payer_id = $1', [contactId, clientId]);
    });
  }
}
