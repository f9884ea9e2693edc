import type { ProfileLink } from '#contracts';
import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** The public face of a coach: name, words and links, and the zone of their working hours. */
@Entity('coaches')
export class Coach extends PracticeEntity {
  @Column({ name: 'member_id', type: 'uuid' }) memberId!: string;
  @Column('text') slug!: string;
  @Column('text') name!: string;
  @Column('text') headline!: string;
  @Column('text') bio!: string;
  @Column('text') philosophy!: string;
  @Column('jsonb') links!: ProfileLink[];
  /** Of their video calls, where an offering names no other. For those who booked alone. */
  @Column({ name: 'join_link', type: 'text', nullable: true }) joinLink!: string | null;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  /** Counts the changes of this profile. */
  @Column('integer') revision!: number;
}
