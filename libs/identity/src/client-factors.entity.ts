import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What one client holds beside their mailbox, and how often it was tried: one row each, locked by every try. */
@Entity('client_factors')
export class ClientFactors {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' }) practiceId!: string;
  @PrimaryColumn({ name: 'client_id', type: 'uuid' }) clientId!: string;
  /** argon2id; null where no PIN is set. */
  @Column({ name: 'pin_hash', type: 'text', nullable: true }) pinHash!: string | null;
  @Column({ name: 'pin_set_at', type: 'timestamptz', nullable: true }) pinSetAt!: Date | null;
  /** Those that opened nothing since their owner has seen how many there were; those that came too soon included. */
  @Column('integer') tries!: number;
  @Column({ name: 'wrong_in_row', type: 'integer' }) wrongInRow!: number;
  @Column({ name: 'not_before', type: 'timestamptz', nullable: true }) notBefore!: Date | null;
  /** The keyed fingerprint of a code that the coach spoke to them. */
  @Column({ name: 'code_hash', type: 'bytea', nullable: true }) codeHash!: Buffer | null;
  @Column({ name: 'code_expires_at', type: 'timestamptz', nullable: true }) codeExpiresAt!: Date | null;
  /** When a coach made a code last: whatever is held since was chosen with one, or with what was. */
  @Column({ name: 'vouched_at', type: 'timestamptz', nullable: true }) vouchedAt!: Date | null;
}
