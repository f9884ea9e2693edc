import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** The one invitation that an address somebody else typed ever gets. Its mail names neither it nor who asked. */
@Entity('partner_invitations')
export class PartnerInvitation extends PracticeEntity {
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') email!: string;
  @Column('text') status!: 'open' | 'accepted' | 'not_me' | 'never';
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
}
