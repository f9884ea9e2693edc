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
}
