import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Availability } from './domain/availability.js';
import type { OfferingRules } from './rules-of-offering.js';

/** What an offering demanded of its starts, and which of the coach's hours it followed; null: the usual ones. */
export interface RulesBefore extends OfferingRules {
  readonly scheduleId: string | null;
}

/** How a coach's hours, and what could be booked in them, stood before they were changed. */
export interface HoursBefore {
  /** Null for a coach who had said nothing yet. */
  readonly usual: Availability | null;
  /** The further hours, by their id. */
  readonly schedules: Readonly<Partial<Record<string, Availability>>>;
  /** What was offered with the coach, by its id. */
  readonly offerings: Readonly<Partial<Record<string, RulesBefore>>>;
}

/** A coach's hours that were changed while somebody waits, until what they opened was offered. */
@Entity('changing_hours')
export class ChangingHours {
  @PrimaryColumn('uuid', { name: 'practice_id' }) practiceId!: string;
  @PrimaryColumn('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('jsonb') before!: HoursBefore;
  /** The last of the changes. */
  @Column('timestamptz', { name: 'changed_at' }) changedAt!: Date;
}
