import { PracticeEntity } from '#platform';
import { Column, Entity } from 'typeorm';

/** An address that must not be mailed, and why. */
@Entity('suppressions')
export class Suppression extends PracticeEntity {
  @Column('text') email!: string;
  @Column('text') reason!: 'bounce' | 'complaint' | 'unsubscribe' | 'never_again';
  @Column('text') covers!: 'marketing' | 'all';
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
