import { Column, Entity } from 'typeorm';
import { PracticeEntity } from '#platform';

export type RefundReason = 'paid_late' | 'cancelled' | 'declined' | 'staff';
export type RefundStatus = 'owed' | 'requested' | 'succeeded' | 'failed';

/** Money to be given back of one payment. Its id is the provider's idempotency key, so it is given back once. */
@Entity('refunds')
export class Refund extends PracticeEntity {
  @Column('uuid', { name: 'payment_id' }) paymentId!: string;
  @Column('integer', { name: 'amount_minor' }) amountMinor!: number;
  @Column('text') currency!: string;
  @Column('text') status!: RefundStatus;
  @Column('text') reason!: RefundReason;
  @Column('text', { name: 'stripe_refund_id', nullable: true }) stripeRefundId!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
