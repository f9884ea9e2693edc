import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';
import { answerDue, type KeptAnswer } from './domain/answer-due.js';
import { allowed, type AppointmentStatus } from './domain/appointment-state.js';
import type { CancellationPolicy } from './domain/cancellation-policy.js';
import type { Format } from './domain/location.js';
import { bookingStandsFrom } from './domain/undo-window.js';
import { relocationStandsFrom } from './domain/whereabouts.js';
import { AppointmentClosed, NeverAgreed, TooEarly } from './scheduling.errors.js';

const minuteMs = 60_000;
/** How long a client has to pay after choosing a time, and how long at most after asking for more. */
export const holdMinutes = 15;
export const longestHoldMinutes = 30;
const mayStillTakePlace: readonly AppointmentStatus[] = ['held', 'pending_approval', 'confirmed'];

/** A time in a coach's calendar that belongs to a case. Its claims on people's time are rows of time_claims. */
@Entity('appointments')
export class Appointment extends PracticeEntity {
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('uuid', { name: 'offering_id' }) offeringId!: string;
  @Column('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('timestamptz', { name: 'start_at' }) startAt!: Date;
  @Column('timestamptz', { name: 'end_at' }) endAt!: Date;
  /** By which of its coach's hours its time was claimed; null where by the usual ones. */
  @Column('uuid', { name: 'schedule_id', nullable: true }) scheduleId!: string | null;
  /** The zone its client booked in. */
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('text') status!: AppointmentStatus;
  /** Counts time changes, for calendars. */
  @Column('integer') sequence!: number;
  @Column('timestamptz', { name: 'held_at', nullable: true }) heldAt!: Date | null;
  @Column('timestamptz', { name: 'hold_expires_at', nullable: true }) holdExpiresAt!: Date | null;
  @Column('timestamptz', { name: 'answer_due_at', nullable: true }) answerDueAt!: Date | null;
  /** The answer to a request for two, kept until it is due. */
  @Column('text', { nullable: true }) answer!: KeptAnswer | null;
  @Column('text', { nullable: true }) source!: string | null;
  @Column('text', { name: 'booked_by' }) bookedBy!: 'client' | 'practice';
  /** The practice had entered it, and cancelled it before anybody was told. */
  @Column('boolean', { name: 'taken_back' }) takenBack!: boolean;
  /** Made together with others, and as the how manieth of them. */
  @Column('uuid', { name: 'series_id', nullable: true }) seriesId!: string | null;
  @Column('integer', { name: 'series_place', nullable: true }) seriesPlace!: number | null;
  @Column('jsonb') policy!: CancellationPolicy;
  /** How people meet, as it was booked: what its offering says by now is not what was agreed on. */
  @Column('text', { nullable: true }) format!: Format | null;
  /** Where it takes place, in place of what its offering says; and what stood here before that was changed last. */
  @Column('text', { nullable: true }) location!: string | null;
  @Column('text', { name: 'former_location', nullable: true }) formerLocation!: string | null;
  /** When that was; null where there is no change that anybody has to hear of. */
  @Column('timestamptz', { name: 'relocated_at', nullable: true }) relocatedAt!: Date | null;
  @Column('text', { name: 'cancelled_by', nullable: true }) cancelledBy!: 'client' | 'practice' | null;
  /** What it was until it was cancelled. */
  @Column('text', { name: 'cancelled_from', nullable: true }) cancelledFrom!: AppointmentStatus | null;
  /** Why staff lifted the rules of booking, and why they cancelled or declined; with whose key both are sealed. */
  @Column('bytea', { name: 'sealed_override', nullable: true }) sealedOverride!: Buffer | null;
  @Column('bytea', { name: 'sealed_reason', nullable: true }) sealedReason!: Buffer | null;
  @Column('uuid', { name: 'reasons_of', nullable: true }) reasonsOf!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('integer') revision!: number;

  /** Paid, approved, or free and automatic. */
  confirm(): void {
    this.move('confirmed', ['held', 'pending_approval']);
  }

  /** The coach said yes and it is to be paid now: the client has until then. */
  hold(now: Date, until: Date): void {
    this.move('held', ['pending_approval']);
    this.heldAt = now;
    this.holdExpiresAt = until;
  }

  /** Keeps an answer until it is due, or takes one back; once it is due it stands. */
  keepAnswer(answer: KeptAnswer | null, now: Date): void {
    const waits = this.status === 'pending_approval' && this.answerDueAt !== null && now < this.answerDueAt;
    if (!waits) throw new AppointmentClosed(this.status);
    this.answer = answer;
  }

  decline(now: Date): void {
    this.move('declined', ['pending_approval']);
    this.closedAt = now;
  }

  expire(now: Date): void {
    this.move('expired', ['held', 'pending_approval']);
    this.closedAt = now;
  }

  /** `isTheirs`: its client has done something with it meanwhile, so that its end is told like any other. */
  cancel(by: 'client' | 'practice', now: Date, { isTheirs = false } = {}): void {
    const before = this.status;
    this.move('cancelled', ['held', 'pending_approval', 'confirmed']);
    this.cancelledBy = by;
    this.cancelledFrom = before;
    this.closedAt = now;
    this.takenBack = by === 'practice' && !isTheirs && now < bookingStandsFrom(this.bookedBy, this.createdAt);
  }

  /**
   * The same appointment at another time. What is held is not moved, since its page to pay on is open; a request waits for
   * its answer no longer than it did.
   */
  reschedule({ start, end }: { readonly start: Date; readonly end: Date }): void {
    if (this.status !== 'confirmed' && this.status !== 'pending_approval') throw new AppointmentClosed(this.status);
    this.startAt = start;
    this.endAt = end;
    this.sequence += 1;
    if (this.answerDueAt) this.answerDueAt = answerDue(this.createdAt, start);
  }

  /**
   * Elsewhere than before, or where its offering says (null). What is changed again before it stands is one change, and
   * back to what stood it is none.
   */
  relocate(location: string | null, now: Date): void {
    if (!mayStillTakePlace.includes(this.status)) throw new AppointmentClosed(this.status);
    const waits = this.relocatedAt !== null && now < relocationStandsFrom(this.relocatedAt, this.startAt);
    this.formerLocation = waits ? this.formerLocation : this.location;
    this.location = location;
    this.relocatedAt = location === this.formerLocation ? null : now;
  }

  complete(now: Date): void {
    this.end('completed', now);
  }

  noShow(now: Date): void {
    this.end('no_show', now);
  }

  /** Takes back complete, no-show, or the cancellation of what was agreed on. Throws NeverAgreed. */
  undo(): void {
    if (this.status === 'cancelled' && this.cancelledFrom !== 'confirmed') throw new NeverAgreed();
    this.move('confirmed', ['completed', 'no_show', 'cancelled']);
    this.reopen();
  }

  /** Paid after its hold ended, and its time is still free. */
  reSeat(): void {
    this.move('confirmed', ['expired']);
    this.reopen();
  }

  /** A quarter of an hour more to pay, but no more than half an hour in all; answers whether that is more than there was. */
  extendHold(now: Date): boolean {
    const { status, heldAt, holdExpiresAt } = this;
    if (status !== 'held' || !heldAt || !holdExpiresAt || holdExpiresAt <= now) throw new AppointmentClosed(status);
    const wished = holdExpiresAt.getTime() + holdMinutes * minuteMs;
    const longest = heldAt.getTime() + longestHoldMinutes * minuteMs;
    const until = Math.min(wished, longest);
    if (until <= holdExpiresAt.getTime()) return false;
    this.holdExpiresAt = new Date(until);
    return true;
  }

  private end(to: 'completed' | 'no_show', now: Date): void {
    if (!allowed(this.status, to)) throw new AppointmentClosed(this.status);
    if (now < this.startAt) throw new TooEarly();
    this.move(to, ['confirmed']);
    this.closedAt = now;
  }

  private reopen(): void {
    this.closedAt = null;
    this.cancelledBy = null;
    this.cancelledFrom = null;
    this.takenBack = false;
  }

  /** `from` narrows what the states allow to what this act is for: `expired → confirmed` is no plain confirm. */
  private move(to: AppointmentStatus, from: readonly AppointmentStatus[]): void {
    if (!from.includes(this.status) || !allowed(this.status, to)) throw new AppointmentClosed(this.status);
    this.status = to;
    this.holdExpiresAt = null;
    this.answerDueAt = null;
    this.answer = null;
  }
}
