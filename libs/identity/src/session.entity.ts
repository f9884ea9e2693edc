import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SessionKind } from './domain/session-life.js';

/** A browser that proved who it belongs to. The cookie's value itself is kept nowhere, only its hash. */
@Entity('sessions')
export class Session {
  @PrimaryColumn({ name: 'id_hash', type: 'bytea' }) idHash!: Buffer;
  @Column('text') kind!: SessionKind;
  @Column({ name: 'user_id', type: 'uuid', nullable: true }) userId!: string | null;
  @Column({ name: 'practice_id', type: 'uuid', nullable: true }) practiceId!: string | null;
  @Column({ name: 'client_id', type: 'uuid', nullable: true }) clientId!: string | null;
  @Column({ name: 'csrf_hash', type: 'bytea' }) csrfHash!: Buffer;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_seen_at', type: 'timestamptz' }) lastSeenAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  /** The one form that a form's link opens; null opens the client's own page. */
  @Column({ name: 'assignment_id', type: 'uuid', nullable: true }) assignmentId!: string | null;
  /** A client's: what was answered in it may be read again until ten idle minutes have passed. */
  @Column({ type: 'uuid', nullable: true }) sitting!: string | null;
  @Column({ name: 'unlocked_at', type: 'timestamptz', nullable: true }) unlockedAt!: Date | null;
  /** The last time something private was shown or written. */
  @Column({ name: 'private_used_at', type: 'timestamptz', nullable: true }) privateUsedAt!: Date | null;
  /** How many spoken codes were wrong in it, and when the next may be tried. */
  @Column({ name: 'code_wrong', type: 'integer' }) codeWrong!: number;
  @Column({ name: 'code_not_before', type: 'timestamptz', nullable: true }) codeNotBefore!: Date | null;
  /** When the PIN or a passkey was given once more while the private parts were open: one change may follow. */
  @Column({ name: 'given_again_at', type: 'timestamptz', nullable: true }) givenAgainAt!: Date | null;
}
