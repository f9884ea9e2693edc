import { PracticeEntity } from '#platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The public half of a key that a client's device keeps. */
@Entity('passkeys')
export class Passkey extends PracticeEntity {
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  /** The host it was made at; it works nowhere else. */
  @Column({ name: 'rp_id', type: 'text' }) rpId!: string;
  @Column({ name: 'credential_id', type: 'text' }) credentialId!: string;
  @Column({ name: 'public_key', type: 'bytea' }) publicKey!: Buffer;
  /** As the device counts; a copy of the key would count anew. */
  @Column('bigint') counter!: string;
  @Column('text', { array: true }) transports!: string[];
  @Column('text') name!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true }) lastUsedAt!: Date | null;
}

/** What a passkey is asked to sign, in one session or in the browser in which somebody booked: used once, within five minutes. */
@Entity('passkey_challenges')
export class PasskeyChallenge {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' }) practiceId!: string;
  @PrimaryColumn({ name: 'session_hash', type: 'bytea' }) sessionHash!: Buffer;
  @PrimaryColumn('text') purpose!: 'create' | 'unlock';
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column('text') challenge!: string;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
}
