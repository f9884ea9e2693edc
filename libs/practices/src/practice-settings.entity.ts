import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What stands inside a practice's walls about itself: its name, its place and money, and its wrapped key. */
@Entity('practice_settings')
export class PracticeSettings {
  @PrimaryColumn('uuid', { name: 'practice_id' }) practiceId!: string;
  @Column('text') name!: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column('text') currency!: string;
  @Column('text') locale!: string;
  @Column('text') country!: string;
  /** The connected Stripe account; null: the key's own. */
  @Column({ name: 'stripe_account', type: 'text', nullable: true }) stripeAccount!: string | null;
  /** Whether anything can be charged yet. */
  @Column({ name: 'payments_ready', type: 'boolean' }) paymentsReady!: boolean;
  @Column({ name: 'wrapped_key', type: 'bytea' }) wrappedKey!: Buffer;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column('integer') revision!: number;
}
