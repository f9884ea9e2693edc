import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';
import type { Weekday } from './domain/availability.js';
import type { DayPart } from './domain/waitlist.js';

/** Asked for with an address that is not proved yet, waiting for a time, or over. */
export type WaitlistStatus = 'asked' | 'waiting' | 'ended';
/** Why somebody waits no longer: they took a time, booked one, left, none can suit them any more, what they had is over, or staff took them off. */
export type WaitlistEnd = 'taken' | 'booked' | 'left' | 'over' | 'closed' | 'removed';

/** Somebody who wants an earlier time than they have, or any time at all; their place is by when they joined. */
@Entity('waitlist_entries')
export class WaitlistEntry extends PracticeEntity {
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('uuid', { name: 'offering_id' }) offeringId!: string;
  /** Null: with anyone who offers it. */
  @Column('uuid', { name: 'coach_id', nullable: true }) coachId!: string | null;
  /** What an earlier time would move; null where it would be booked. */
  @Column('uuid', { name: 'appointment_id', nullable: true }) appointmentId!: string | null;
  /** On whose wall days, parts and `until` are meant. */
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('text', { array: true }) days!: readonly Weekday[];
  @Column('text', { array: true }) parts!: readonly DayPart[];
  @Column('date', { nullable: true }) until!: string | null;
  @Column('text') status!: WaitlistStatus;
  @Column('text', { name: 'end_reason', nullable: true }) endReason!: WaitlistEnd | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'joined_at', nullable: true }) joinedAt!: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}

/** Open until it is answered or its time is over; `withdrawn` where its reason went. */
export type WaitlistOfferStatus = 'open' | 'taken' | 'declined' | 'over' | 'withdrawn';

/** A freed time that is kept for one person for a while, by a claim of its own. */
@Entity('waitlist_offers')
export class WaitlistOffer extends PracticeEntity {
  @Column('uuid', { name: 'entry_id' }) entryId!: string;
  @Column('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('timestamptz', { name: 'start_at' }) startAt!: Date;
  @Column('timestamptz', { name: 'end_at' }) endAt!: Date;
  @Column('text') status!: WaitlistOfferStatus;
  @Column('timestamptz', { name: 'offered_at' }) offeredAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  /** What it became, once it was taken. */
  @Column('uuid', { name: 'appointment_id', nullable: true }) appointmentId!: string | null;
}
