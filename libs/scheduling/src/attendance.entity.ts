import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

export type AttendanceStatus = 'invited' | 'accepted' | 'refused' | 'withdrawn';

/** One person's part in an appointment: the name they gave, the zone they read times in. */
@Entity('attendances')
export class Attendance extends PracticeEntity {
  @Column('uuid', { name: 'appointment_id' }) appointmentId!: string;
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('text') status!: AttendanceStatus;
  /** What they were answered when they cancelled, as booking wrote it; and what they left, where the appointment went on. */
  @Column('jsonb', { nullable: true }) outcome!: unknown;
}
