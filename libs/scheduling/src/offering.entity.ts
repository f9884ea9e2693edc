import { PracticeEntity } from '#platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What can be booked, and on which terms. Money is in minor units of `currency`. */
@Entity('offerings')
export class Offering extends PracticeEntity {
  @Column('text') slug!: string;
  @Column('text') name!: string;
  @Column('text') description!: string;
  @Column('text') kind!: 'individual' | 'couple' | 'group';
  @Column('integer', { name: 'duration_minutes' }) durationMinutes!: number;
  @Column('integer', { name: 'start_every_minutes' }) startEveryMinutes!: number;
  @Column('integer', { name: 'buffer_before_minutes' }) bufferBeforeMinutes!: number;
  @Column('integer', { name: 'buffer_after_minutes' }) bufferAfterMinutes!: number;
  @Column('integer', { name: 'minimum_notice_minutes' }) minimumNoticeMinutes!: number;
  @Column('integer', { name: 'booking_window_days' }) bookingWindowDays!: number;
  @Column('integer', { name: 'max_per_day', nullable: true }) maxPerDay!: number | null;
  @Column('integer', { name: 'max_per_week', nullable: true }) maxPerWeek!: number | null;
  @Column('integer', { nullable: true }) seats!: number | null;
  @Column('text') approval!: 'automatic' | 'coach';
  @Column('text', { nullable: true }) format!: 'video' | 'phone' | 'place' | null;
  /** Where it takes place: a link for video, an address for a place. For those who booked alone. */
  @Column('text', { nullable: true }) location!: string | null;
  @Column('integer', { name: 'price_minor' }) priceMinor!: number;
  @Column('integer', { name: 'deposit_minor', nullable: true }) depositMinor!: number | null;
  @Column('text') currency!: string;
  @Column('text') payment!: 'none' | 'full' | 'deposit' | 'later';
  @Column('uuid', { name: 'intake_form_id', nullable: true }) intakeFormId!: string | null;
  @Column('boolean') active!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('integer') revision!: number;
}

/** A coach with whom an offering can be booked. */
@Entity('offering_coaches')
export class OfferingCoach {
  @PrimaryColumn('uuid', { name: 'practice_id' }) practiceId!: string;
  @PrimaryColumn('uuid', { name: 'offering_id' }) offeringId!: string;
  @PrimaryColumn('uuid', { name: 'coach_id' }) coachId!: string;
  /** The hours in which it is offered, where they are not the coach's usual ones. */
  @Column('uuid', { name: 'schedule_id', nullable: true }) scheduleId!: string | null;
}
