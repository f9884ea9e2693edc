import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** The other person of a couple as the booker typed them. Nobody is mailed from here but once, after a coach agreed. */
@Entity('named_partners')
export class NamedPartner extends PracticeEntity {
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('uuid', { name: 'named_by' }) namedBy!: string;
  @Column('text') name!: string;
  @Column('text') email!: string;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** When a coach agreed that they be invited. */
  @Column('timestamptz', { name: 'invited_at', nullable: true }) invitedAt!: Date | null;
}
