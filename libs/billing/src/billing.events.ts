import { z } from 'zod';
import { defineFact } from '#platform';

/** The provider spoke of a payment whose amount, currency, account or appointment is another than ours; not applied. */
export const paymentMismatched = defineFact('billing.payment-mismatched', z.strictObject({ paymentId: z.uuid() }));

/** The provider refused to give money back; somebody has to look. */
export const refundFailed = defineFact('billing.refund-failed', z.strictObject({ refundId: z.uuid() }));
