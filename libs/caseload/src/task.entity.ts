import { Column, Entity } from 'typeorm';
import { PracticeEntity } from '#platform';

export type TaskKind =
  'approve_request' | 're_seat' | 'refunded_late_payment' | 'message_outcome_unknown' | 'message_failed' | 'review';

/** Something the practice must do. Its words are made from its kind; it holds no personal data. */
@Entity('tasks')
export class Task extends PracticeEntity {
  @Column('text') kind!: TaskKind;
  @Column('uuid', { name: 'coach_id', nullable: true }) coachId!: string | null;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('uuid', { name: 'subject_id' }) subjectId!: string;
  /** Which trouble raised a review last. */
  @Column('uuid', { name: 'trouble_id', nullable: true }) troubleId!: string | null;
  @Column('text') status!: 'open' | 'done';
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt!: Date | null;
}
