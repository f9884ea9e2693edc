import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** Where an appointment stood before it was moved. */
@Entity('appointment_moves')
export class AppointmentMove extends PracticeEntity {
  @Column('uuid', { name: 'appointment_id' }) appointmentId!: string;
  @Column('timestamptz', { name: 'from_start_at' }) fromStartAt!: Date;
  @Column('timestamptz', { name: 'from_end_at' }) fromEndAt!: Date;
  @Column('timestamptz', { name: 'moved_at' }) movedAt!: Date;
}
