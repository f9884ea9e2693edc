import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';
import type { DateOverride, WeeklyHours } from './domain/availability.js';

/** Further hours of a coach beside their usual ones, with the place where one meets in them. */
@Entity('schedules')
export class Schedule extends PracticeEntity {
  @Column('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('jsonb') weekly!: readonly WeeklyHours[];
  @Column('jsonb') overrides!: readonly DateOverride[];
  @Column('text', { name: 'place_name', nullable: true }) placeName!: string | null;
  @Column('text', { name: 'place_address', nullable: true }) placeAddress!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('integer') revision!: number;
}
