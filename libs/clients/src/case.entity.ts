import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';
import { CaseCannotMove, StatusSettled } from './clients.errors.js';
import { caseMayGo, undoableUntil, type CaseKind, type CaseStatus } from './domain/case-state.js';

/** The unit of coaching work: one coach with one person, a couple or a family. */
@Entity('cases')
export class Case extends PracticeEntity {
  @Column('text') kind!: CaseKind;
  @Column('text') status!: CaseStatus;
  @Column('text') progress!: 'steady' | 'slipping' | 'stalled';
  @Column('text', { name: 'progress_reason', nullable: true }) progressReason!: string | null;
  @Column('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  /** The case this inquiry turned out to be, when its booker turned out to be a known client. */
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto!: string | null;
  /** Where the case stood before staff last moved it, and when they did; null where nobody did. */
  @Column('text', { name: 'status_before', nullable: true }) statusBefore!: CaseStatus | null;
  @Column('timestamptz', { name: 'status_changed_at', nullable: true }) statusChangedAt!: Date | null;
  @Column('integer') revision!: number;

  /** What a move changes, as it is written back. */
  get standing(): Pick<Case, 'status' | 'closedAt' | 'statusBefore' | 'statusChangedAt'> {
    const { status, closedAt, statusBefore, statusChangedAt } = this;
    return { status, closedAt, statusBefore, statusChangedAt };
  }

  /** Throws CaseCannotMove where the states do not allow the move. */
  move(to: CaseStatus, now: Date): void {
    if (!caseMayGo(this.status, to)) throw new CaseCannotMove(this.status, to);
    this.statusBefore = this.status;
    this.statusChangedAt = now;
    this.status = to;
    this.closedAt = to === 'closed' ? now : null;
  }

  /** Back to where it stood before the last move, once. Throws StatusSettled. */
  moveBack(now: Date): void {
    const until = undoableUntil(this.statusChangedAt);
    if (this.statusBefore === null || until === null || until < now) throw new StatusSettled();
    this.status = this.statusBefore;
    // Nothing leads back to a closed case, so what it goes back to is open.
    this.closedAt = null;
    this.statusBefore = null;
    this.statusChangedAt = null;
  }
}
