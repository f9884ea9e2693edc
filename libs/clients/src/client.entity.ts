import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** A person the practice knows; a client once they have booked, bought or signed something. */
@Entity('clients')
export class Client extends PracticeEntity {
  @Column('text') kind!: 'contact' | 'client';
  @Column('text') name!: string;
  @Column('text') email!: string;
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('text') locale!: string;
  /** Who typed the address: a visitor who booked, or the practice. */
  @Column('text') origin!: 'booking' | 'practice';
  /** When a link mailed to this address was opened. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  /** The confirmed client this contact turned out to be. */
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('integer') revision!: number;
}
