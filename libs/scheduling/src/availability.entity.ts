import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DateOverride, WeeklyHours } from './domain/availability.js';

/** When a coach works: weekly hours and dated exceptions on the wall of `timeZone`. */
@Entity('availabilities')
export class CoachAvailability {
  @PrimaryColumn('uuid', { name: 'practice_id' }) practiceId!: string;
  @PrimaryColumn('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('jsonb') weekly!: readonly WeeklyHours[];
  @Column('jsonb') overrides!: readonly DateOverride[];
  @Column('integer') revision!: number;
}
