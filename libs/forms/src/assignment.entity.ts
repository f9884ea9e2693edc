import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AssignmentStatus } from '#contracts';
import { PracticeEntity } from '#platform';
import type { PageWords } from './first-page.js';
import { AssignmentClosed } from './forms.errors.js';

/** Who sits in front of a form: what was written in this sitting is theirs to read, and everything once it is unlocked. */
export interface SittingAtForm {
  readonly id: string;
  readonly unlocked: boolean;
}

/** The revision of a form in which nothing was saved. */
const unsaved = 1;

/** A form asked of one person. */
@Entity('assignments')
export class Assignment extends PracticeEntity {
  @Column('uuid', { name: 'form_id' }) formId!: string;
  @Column('uuid', { name: 'form_version_id' }) formVersionId!: string;
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  /** What asked for it, an appointment for instance. */
  @Column('uuid', { name: 'cause_id', nullable: true }) causeId!: string | null;
  /** The member who asked; null where an appointment or the practice's own key did. */
  @Column('uuid', { name: 'asked_by', nullable: true }) askedBy!: string | null;
  @Column('text') status!: AssignmentStatus;
  @Column('timestamptz', { name: 'assigned_at' }) assignedAt!: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt!: Date | null;
  /** Counts every save, whoever made it. */
  @Column('integer') revision!: number;
  /** How often each sitting saved, until it is handed in. */
  @Column('jsonb') saves!: Readonly<Record<string, number>>;

  /**
   * How far it is, for whoever sits in front of it: what others saved counts only once it is unlocked, since how many
   * questions were asked tells how earlier ones were answered. Both begin alike, so they are the same as long as nobody
   * else saved anything.
   */
  revisionFor(sitting: SittingAtForm): number {
    return sitting.unlocked ? this.revision : unsaved + (this.saves[sitting.id] ?? 0);
  }

  /** Marks the first answer; later ones only count on. Throws AssignmentClosed once handed in. */
  answered(now: Date, sitting: SittingAtForm): void {
    this.mustBeOpen();
    if (this.status === 'assigned') {
      this.status = 'started';
      this.startedAt = now;
    }
    this.revision += 1;
    this.saves = { ...this.saves, [sitting.id]: (this.saves[sitting.id] ?? 0) + 1 };
  }

  submit(now: Date): void {
    this.mustBeOpen();
    this.status = 'submitted';
    this.submittedAt = now;
    this.startedAt ??= now;
    this.revision += 1;
    this.saves = {};
  }

  private mustBeOpen(): void {
    if (this.status === 'submitted' || this.status === 'withdrawn') throw new AssignmentClosed(this.status);
  }
}

/** One person's answers to one assignment. */
@Entity('responses')
export class FormResponse extends PracticeEntity {
  @Column('uuid', { name: 'assignment_id' }) assignmentId!: string;
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt!: Date | null;
}

/** One answer, sealed with its person's key and bound to this row. */
@Entity('answers')
export class Answer extends PracticeEntity {
  @Column('uuid', { name: 'response_id' }) responseId!: string;
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('text') question!: string;
  @Column('bytea') sealed!: Buffer;
  @Column('integer') revision!: number;
  @Column('timestamptz', { name: 'answered_at' }) answeredAt!: Date;
  /** In which sitting of its person it was written last. */
  @Column('uuid', { nullable: true }) sitting!: string | null;
}

/** One revocable purpose somebody agreed to: which words, when, and that they are of age. */
@Entity('consents')
export class Consent extends PracticeEntity {
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('uuid', { name: 'assignment_id', nullable: true }) assignmentId!: string | null;
  @Column('text') purpose!: string;
  @Column('text') version!: string;
  @Column('bytea', { name: 'text_hash' }) textHash!: Buffer;
  @Column('boolean') adult!: boolean;
  @Column('timestamptz', { name: 'given_at' }) givenAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}

/** A page that somebody agreed to, once for all who did; consents name it by its hash. */
@Entity('consent_pages')
export class ConsentPage {
  @PrimaryColumn('uuid', { name: 'practice_id' }) practiceId!: string;
  @PrimaryColumn('bytea') hash!: Buffer;
  @Column('jsonb') page!: PageWords;
}
