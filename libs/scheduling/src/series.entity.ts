import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** Appointments that staff made at once, at one time of the week. Each then goes its own way. */
@Entity('series')
export class Series extends PracticeEntity {
  @Column('uuid', { name: 'coach_id' }) coachId!: string;
  /** On whose wall it comes back. */
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('integer', { name: 'every_weeks' }) everyWeeks!: number;
  /** How many appointments were made. */
  @Column('integer') times!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
