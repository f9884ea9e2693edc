import { Column, Entity } from 'typeorm';
import { PracticeEntity } from '#platform';

/** A coach's record of a session, with an audience. Sealed with the key of the person it is about. */
@Entity('notes')
export class Note extends PracticeEntity {
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('uuid', { name: 'appointment_id', nullable: true }) appointmentId!: string | null;
  @Column('uuid', { name: 'author_id', nullable: true }) authorId!: string | null;
  @Column('text') audience!: 'coach' | 'participant' | 'all';
  @Column('uuid', { name: 'participant_id', nullable: true }) participantId!: string | null;
  /** Whose key seals it: the client's, or the case's own where it is about both. */
  @Column('uuid', { name: 'key_person_id' }) keyPersonId!: string;
  @Column('bytea') sealed!: Buffer;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('integer') revision!: number;
}
