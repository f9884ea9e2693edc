import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How openly, and when, a person may be contacted. Quiet hours are wall times in the zone they were meant in. */
@Entity('safe_contacts')
export class SafeContact {
  @PrimaryColumn('uuid', { name: 'practice_id' }) practiceId!: string;
  @PrimaryColumn('uuid', { name: 'client_id' }) clientId!: string;
  @Column('text') level!: 'discreet' | 'time_only' | 'none';
  @Column('text', { name: 'quiet_from', nullable: true }) quietFrom!: string | null;
  @Column('text', { name: 'quiet_to', nullable: true }) quietTo!: string | null;
  @Column('text', { name: 'quiet_zone', nullable: true }) quietZone!: string | null;
  @Column('text', { nullable: true }) sender!: string | null;
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('integer') revision!: number;
}
