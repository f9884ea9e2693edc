import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** A person's stop on automation, for everything of theirs or for one case. */
@Entity('brakes')
export class Brake extends PracticeEntity {
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('timestamptz', { name: 'pulled_at' }) pulledAt!: Date;
  @Column('timestamptz', { name: 'released_at', nullable: true }) releasedAt!: Date | null;
}
