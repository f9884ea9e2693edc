import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Someone who can sign in. Stands outside every practice; their places in practices are members. */
@Entity('users')
export class User {
  @PrimaryColumn('uuid') id!: string;
  /** In lower case, unique. */
  @Column('text') email!: string;
  @Column('text') name!: string;
  /** argon2id; null until an invitation was accepted. */
  @Column({ name: 'password_hash', type: 'text', nullable: true }) passwordHash!: string | null;
  /** When it was last set anew; NULL while it is the first. */
  @Column({ name: 'password_set_at', type: 'timestamptz', nullable: true }) passwordSetAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
