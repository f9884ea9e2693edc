import { z } from 'zod';
import { PaymentStatus } from './bookings.js';
import { list, pageQuery } from './paging.js';
import { Id, InstantOut, Money } from './scalars.js';

/** Which payments are asked for. */
export const PaymentsQuery = z
  .strictObject({ status: PaymentStatus.optional(), client: Id.optional(), ...pageQuery })
  .meta({ id: 'PaymentsQuery' });
export type PaymentsQuery = z.infer<typeof PaymentsQuery>;

/** What is owed for an appointment, and what became of it; `refunded` is what was given back of it. */
export const PaymentView = z
  .strictObject({
    id: Id,
    appointmentId: Id,
    clientId: Id,
    amount: Money,
    refunded: Money,
    status: PaymentStatus,
    createdAt: InstantOut,
    paidAt: InstantOut.nullable(),
  })
  .meta({ id: 'Payment' });
export type PaymentView = z.infer<typeof PaymentView>;

export const PaymentList = list(PaymentView).meta({ id: 'PaymentList' });
export type PaymentList = z.infer<typeof PaymentList>;

/** The answer to a notice of the payment provider. */
export const Received = z.strictObject({ received: z.literal(true) }).meta({ id: 'Received' });
export type Received = z.infer<typeof Received>;
