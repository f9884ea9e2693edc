import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `unpaid` changes nothing for clients; `closed` is answered as if it did not exist. */
export type PracticeStatus = 'active' | 'unpaid' | 'closed';

/** The tenant, as the list of practices knows it before its walls are opened: where it is found, and whether it is open. */
@Entity('practices')
export class Practice {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') slug!: string;
  /** A host of its own, where it has one. */
  @Column('text', { nullable: true }) host!: string | null;
  @Column('text') status!: PracticeStatus;
  @Column('text') plan!: string;
  @Column('text') region!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
