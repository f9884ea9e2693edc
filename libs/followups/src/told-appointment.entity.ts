import { Entity, PrimaryColumn } from 'typeorm';

/** An appointment of whose time a mail about several told. */
@Entity('told_appointments')
export class ToldAppointment {
  @PrimaryColumn('uuid', { name: 'practice_id' }) practiceId!: string;
  @PrimaryColumn('uuid', { name: 'message_id' }) messageId!: string;
  @PrimaryColumn('uuid', { name: 'appointment_id' }) appointmentId!: string;
}
