import { PracticeEntity } from '#platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Another calendar of a coach. Its address is a secret: who has it reads the whole calendar. */
@Entity('calendar_feeds')
export class CalendarFeed extends PracticeEntity {
  @Column('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('text') label!: string;
  @Column('text') host!: string;
  @Column('bytea', { name: 'sealed_address' }) sealedAddress!: Buffer;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

/** How the last look at it went; under the calendar's own id. */
@Entity('feed_checks')
export class FeedCheck extends PracticeEntity {
  @Column('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('timestamptz', { name: 'checked_at', nullable: true }) checkedAt!: Date | null;
  @Column('timestamptz', { name: 'synced_at', nullable: true }) syncedAt!: Date | null;
  @Column('text', { nullable: true }) fault!: string | null;
}

/** A stretch of a day at most in which it says that the coach is busy; under the calendar's own id. */
@Entity('feed_busy')
export class FeedBusy extends PracticeEntity {
  @PrimaryColumn('timestamptz', { name: 'start_at' }) startAt!: Date;
  @Column('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('timestamptz', { name: 'end_at' }) endAt!: Date;
}
