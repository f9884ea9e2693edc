import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** A secret with which a program acts in one practice, within its scopes. Only its hash is kept. */
@Entity('api_keys')
export class ApiKey extends PracticeEntity {
  @Column('text') name!: string;
  @Column('bytea') hash!: Buffer;
  @Column('text', { array: true }) scopes!: string[];
  /** The member who made it, or made the key that made it; null for the key that came with the practice. */
  @Column({ name: 'created_by', type: 'uuid', nullable: true }) createdBy!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true }) lastUsedAt!: Date | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
}
