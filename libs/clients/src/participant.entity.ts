import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** A client's place in a case. */
@Entity('participants')
export class Participant extends PracticeEntity {
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('text') status!: 'joined' | 'left';
  @Column('timestamptz', { name: 'joined_at' }) joinedAt!: Date;
}
