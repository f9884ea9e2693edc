import { Column, Entity } from 'typeorm';
import type { FormDefinition, FormKind } from '#contracts';
import { PracticeEntity } from '#platform';

/** A template that can be asked of people; what it asks stands in its versions. */
@Entity('forms')
export class Form extends PracticeEntity {
  @Column('text') slug!: string;
  @Column('text') kind!: FormKind;
  @Column('text') name!: string;
  @Column('integer', { name: 'latest_version' }) latestVersion!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('integer') revision!: number;
}

/** A frozen copy of a form: never changed, so what was answered stays readable as it was asked. */
@Entity('form_versions')
export class FormVersion extends PracticeEntity {
  @Column('uuid', { name: 'form_id' }) formId!: string;
  @Column('integer') number!: number;
  @Column('jsonb') definition!: FormDefinition;
  @Column('text', { name: 'consent_version' }) consentVersion!: string;
  @Column('text', { name: 'consent_text' }) consentText!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
