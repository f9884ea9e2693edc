/** What is owed, paid and given back; an appointment is known here only as a cause id. */
import { Payment } from './payment.entity.js';
import { Refund } from './refund.entity.js';
import { StripeEvent } from './stripe-event.entity.js';

export { BillingModule } from './billing.module.js';
export { CheckoutService, type ReturnUrls } from './checkout.service.js';
export { ClosingTurns } from './closing-turns.service.js';
export { PaymentLists, type DuePaymentRow, type PaymentFilters, type PaymentRow } from './payment-lists.js';
export { PaymentService, type Applied, type Money } from './payment.service.js';
export { RefundService } from './refund.service.js';
export { ProviderRefused, type Notice, type ProviderPayment } from './provider.js';
export { StripeGateway } from './stripe.gateway.js';
export { ForgedNotice, NothingToPay, PaymentsUnavailable, RefundTooLarge } from './billing.errors.js';
export { paymentMismatched, refundFailed } from './billing.events.js';
export { closePage, followRefund, reconcilePayment, requestRefund } from './billing.jobs.js';
export { dueNow } from './domain/amount-due.js';
export { cameIn, type PaymentStatus } from './domain/payment-state.js';
export { Payment } from './payment.entity.js';
export { Refund, type RefundReason } from './refund.entity.js';

export const billingEntities = [Payment, Refund, StripeEvent];
