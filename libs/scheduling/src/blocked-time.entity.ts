import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** Time off, or time a coach keeps for something else. Its claim on the coach's time is a row of time_claims. */
@Entity('blocked_times')
export class BlockedTime extends PracticeEntity {
  @Column('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('timestamptz', { name: 'start_at' }) startAt!: Date;
  @Column('timestamptz', { name: 'end_at' }) endAt!: Date;
  /** Where whole dates were blocked: the first and the last, on the wall of `timeZone`. */
  @Column('date', { name: 'from_date', nullable: true }) fromDate!: string | null;
  @Column('date', { name: 'to_date', nullable: true }) toDate!: string | null;
  @Column('text', { name: 'time_zone', nullable: true }) timeZone!: string | null;
  /** What it is for, sealed with the practice's key: it may tell of a coach's health or family. */
  @Column('bytea', { name: 'sealed_label', nullable: true }) sealedLabel!: Buffer | null;
  @Column('timestamptz', { name: 'created_at', nullable: true }) createdAt!: Date | null;
  @Column('integer') revision!: number;
}
