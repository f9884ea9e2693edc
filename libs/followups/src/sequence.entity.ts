import { Column, Entity } from 'typeorm';
import type { EnrolmentStatus, ExitRule, MessageKind, SequenceTrigger } from '#contracts';
import { PracticeEntity } from '#platform';

/** A series of messages that something starts. */
@Entity('sequences')
export class Sequence extends PracticeEntity {
  @Column('text') slug!: string;
  @Column('text') name!: string;
  @Column('text') trigger!: SequenceTrigger;
  @Column('uuid', { name: 'offering_id', nullable: true }) offeringId!: string | null;
  @Column('text', { name: 'exit_rules', array: true }) exitRules!: ExitRule[];
  @Column('boolean') active!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('integer') revision!: number;
}

/** One message of a series: so many minutes after its start, or some days after at a time on the reader's wall. */
@Entity('sequence_steps')
export class SequenceStepRow extends PracticeEntity {
  @Column('uuid', { name: 'sequence_id' }) sequenceId!: string;
  @Column('integer') position!: number;
  @Column('text') kind!: MessageKind;
  @Column('integer', { name: 'delay_minutes', nullable: true }) delayMinutes!: number | null;
  @Column('integer', { name: 'after_days', nullable: true }) afterDays!: number | null;
  @Column('text', { name: 'at_local', nullable: true }) atLocal!: string | null;
  @Column('text') subject!: string;
  @Column('text') body!: string;
}

/** One person in a series. */
@Entity('enrolments')
export class Enrolment extends PracticeEntity {
  @Column('uuid', { name: 'sequence_id' }) sequenceId!: string;
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('uuid', { name: 'cause_id' }) causeId!: string;
  @Column('text') status!: EnrolmentStatus;
  @Column('text', { name: 'exit_reason', nullable: true }) exitReason!: string | null;
  @Column('timestamptz', { name: 'enrolled_at' }) enrolledAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
