import { PracticeEntity, type MemberRole } from '#platform';
import { Column, Entity } from 'typeorm';

export type MemberStatus = 'invited' | 'active' | 'left';

/** A user's place in one practice. */
@Entity('members')
export class Member extends PracticeEntity {
  @Column({ name: 'user_id', type: 'uuid' }) userId!: string;
  @Column('text') role!: MemberRole;
  @Column('text') status!: MemberStatus;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
