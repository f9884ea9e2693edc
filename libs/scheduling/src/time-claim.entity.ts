import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** What keeps a resource's time: of two live ones that overlap the database refuses the second. */
@Entity('time_claims')
export class TimeClaim extends PracticeEntity {
  @Column('text', { name: 'resource_kind' }) resourceKind!: 'coach' | 'room' | 'seat';
  @Column('uuid', { name: 'resource_id' }) resourceId!: string;
  @Column('uuid', { name: 'appointment_id', nullable: true }) appointmentId!: string | null;
  @Column('uuid', { name: 'block_id', nullable: true }) blockId!: string | null;
  /** Kept for somebody who waits, until they answer. */
  @Column('uuid', { name: 'offer_id', nullable: true }) offerId!: string | null;
  /** For daily and weekly limits. */
  @Column('uuid', { name: 'offering_id', nullable: true }) offeringId!: string | null;
  @Column('timestamptz', { name: 'start_at' }) startAt!: Date;
  @Column('timestamptz', { name: 'end_at' }) endAt!: Date;
  /** From start to end, buffers included. */
  @Column('tstzrange') blocked!: string;
  @Column('boolean') live!: boolean;
}
