import { Column, Entity } from 'typeorm';
import { PracticeEntity } from '#platform';
import type { PaymentStatus } from './domain/payment-state.js';
import { cameIn } from './domain/payment-state.js';

/** Money owed once for one cause, and what became of it. Amounts are minor units of `currency`. */
@Entity('payments')
export class Payment extends PracticeEntity {
  @Column('uuid', { name: 'cause_id' }) causeId!: string;
  @Column('uuid', { name: 'payer_id' }) payerId!: string;
  @Column('integer', { name: 'amount_minor' }) amountMinor!: number;
  @Column('integer', { name: 'refunded_minor' }) refundedMinor!: number;
  @Column('text') currency!: string;
  @Column('text') status!: PaymentStatus;
  @Column('text', { nullable: true }) account!: string | null;
  @Column('text', { name: 'checkout_session_id', nullable: true }) checkoutSessionId!: string | null;
  @Column('text', { name: 'checkout_url', nullable: true }) checkoutUrl!: string | null;
  @Column('integer', { name: 'checkout_attempt' }) checkoutAttempt!: number;
  @Column('timestamptz', { name: 'checkout_expires_at', nullable: true }) checkoutExpiresAt!: Date | null;
  /** Until when it is somebody's turn to close its page, by the database's clock: `ClosingTurns` alone writes it. */
  @Column({ type: 'timestamptz', name: 'closing_until', nullable: true, update: false }) closingUntil!: Date | null;
  @Column('text', { name: 'payment_intent_id', nullable: true }) paymentIntentId!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'paid_at', nullable: true }) paidAt!: Date | null;
  @Column('integer') revision!: number;

  /** Whether the money came in, whatever became of it later. */
  get cameIn(): boolean {
    return cameIn(this.status);
  }

  /** What is left of what was paid. */
  get keptMinor(): number {
    return this.cameIn ? this.amountMinor - this.refundedMinor : 0;
  }
}
