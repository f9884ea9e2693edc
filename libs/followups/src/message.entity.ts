import { Column, Entity } from 'typeorm';
import type { MessageKind, MessageStatus } from '#contracts';
import { PracticeEntity } from '#platform';
import type { TemplateName } from './domain/templates.js';

/** A text for one person, due at some time: at most one per cause, step and person. Its words are made when it is sent. */
@Entity('messages')
export class Message extends PracticeEntity {
  @Column('text') kind!: MessageKind;
  @Column('text') template!: TemplateName;
  @Column('uuid', { name: 'cause_id' }) causeId!: string;
  @Column('text') step!: string;
  @Column('uuid', { name: 'enrolment_id', nullable: true }) enrolmentId!: string | null;
  @Column('uuid', { name: 'client_id', nullable: true }) clientId!: string | null;
  @Column('uuid', { name: 'member_id', nullable: true }) memberId!: string | null;
  @Column('uuid', { name: 'user_id', nullable: true }) userId!: string | null;
  @Column('uuid', { name: 'invitation_id', nullable: true }) invitationId!: string | null;
  /** Sent once more, with the same Message-ID, where it is unknown whether the first copy arrived. */
  @Column('boolean', { name: 'must_arrive' }) mustArrive!: boolean;
  @Column('text') status!: MessageStatus;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { name: 'message_id' }) messageId!: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
  /** When somebody had it sent once more although it may have arrived; once in its life. */
  @Column('timestamptz', { name: 'sent_again_at', nullable: true }) sentAgainAt!: Date | null;
  @Column('integer') revision!: number;
}

/** One attempt to send a message. */
@Entity('deliveries')
export class Delivery extends PracticeEntity {
  @Column('uuid', { name: 'message_id' }) messageId!: string;
  @Column('integer') attempt!: number;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'handed_at', nullable: true }) handedAt!: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: 'accepted' | 'refused' | 'unknown' | 'not_handed' | null;
}
