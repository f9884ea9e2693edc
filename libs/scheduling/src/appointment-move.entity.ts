import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** Where an appointment stood before it was moved: one row for each of its former times. */
@Entity('appointment_moves')
export class AppointmentMove extends PracticeEntity {
  @Column('uuid', { name: 'appointment_id' }) appointmentId!: string;
  /** Which of its times it was. */
  @Column('integer') sequence!: number;
  @Column('timestamptz', { name: 'from_start_at' }) fromStartAt!: Date;
  @Column('timestamptz', { name: 'from_end_at' }) fromEndAt!: Date;
  /** By which of its coach's hours that time was claimed; null where by the usual ones. */
  @Column('uuid', { name: 'from_schedule_id', nullable: true }) fromScheduleId!: string | null;
  @Column('timestamptz', { name: 'moved_at' }) movedAt!: Date;
  @Column('text', { name: 'moved_by' }) movedBy!: 'client' | 'practice';
  /** Staff took the move before it back. */
  @Column('boolean', { name: 'takes_back' }) takesBack!: boolean;
}
