import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';
import { CaseClosed } from './clients.errors.js';
import { caseMayGo, type CaseKind, type CaseStatus } from './domain/case-state.js';

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
  @Column('integer') revision!: number;

  /** Throws CaseClosed where the states do not allow the move. */
  move(to: CaseStatus, now: Date): void {
    if (!caseMayGo(this.status, to)) throw new CaseClosed(this.status);
    this.status = to;
    this.closedAt = to === 'closed' ? now : null;
  }
}
