import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** Time off, or time busy elsewhere. */
@Entity('blocked_times')
export class BlockedTime extends PracticeEntity {
  @Column('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('timestamptz', { name: 'start_at' }) startAt!: Date;
  @Column('timestamptz', { name: 'end_at' }) endAt!: Date;
}
