import { z } from 'zod';
import { defineJob } from '#platform';

/** Gives back what is owed; done once however often it runs. */
export const requestRefund = defineJob('billing.request-refund', z.strictObject({ refundId: z.uuid() }));

/** Asks the provider how a refund stands that it had not made at once, for the case that its notice was lost. */
export const followRefund = defineJob('billing.follow-refund', z.strictObject({ refundId: z.uuid() }));

/** Asks the provider how a payment stands, for the case that its notice was lost. Booking handles it. */
export const reconcilePayment = defineJob('billing.reconcile-payment', z.strictObject({ paymentId: z.uuid() }));

/** Closes the page to pay on, since nothing is to be paid any more; what was paid meanwhile is found out. Booking handles it. */
export const closePage = defineJob('billing.close-page', z.strictObject({ paymentId: z.uuid() }));
