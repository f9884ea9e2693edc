import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A notice of the provider that was applied: once per event id, in the same transaction as its effect. */
@Entity('stripe_events')
export class StripeEvent {
  @PrimaryColumn('uuid', { name: 'practice_id' }) practiceId!: string;
  @PrimaryColumn('text', { name: 'event_id' }) eventId!: string;
  @Column('text') type!: string;
  @Column('timestamptz', { name: 'applied_at' }) appliedAt!: Date;
}
