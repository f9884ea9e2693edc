import { Injectable } from '@nestjs/common';
import type { FormCreate, FormDefinition, FormView } from '#contracts';
import { checkDefinition } from '#form-engine';
import { Database, Invalid, idAfter, instant, newId, NotFound, pageOf, type Here, type Tx } from '#platform';
import { versionOf } from './first-page.js';
import { Form, FormVersion } from './form.entity.js';
import { FormSlugTaken } from './forms.errors.js';
import { texts } from './texts/texts.js';

/** The forms of a practice and their versions. */
@Injectable()
export class FormService {
  constructor(private readonly db: Database) {}

  /** A new form with its first version; FormSlugTaken where the slug is in use. */
  create(here: Here, request: FormCreate): Promise<FormView> {
    return this.db.inPractice(here, (tx) => this.createIn(tx, request));
  }

  async createIn(tx: Tx, request: FormCreate): Promise<FormView> {
    const id = newId();
    const added = await tx.query(
      `INSERT INTO forms (id, slug, kind, name, latest_version, created_at) VALUES ($1, $2, $3, $4, 1, $5)
       ON CONFLICT (practice_id, slug) DO NOTHING RETURNING id`,
      [id, request.slug, request.kind, request.name, tx.now()],
    );
    if (added.length === 0) throw new FormSlugTaken();
    await this.addVersionRow(tx, id, 1, request.definition);
    tx.audit('form.created', id);
    return this.getIn(tx, id);
  }

  /** A new version; what is asked from now on. */
  addVersion(here: Here, id: string, definition: FormDefinition): Promise<FormView> {
    return this.db.inPractice(here, async (tx) => {
      const next = await tx.one<{ latest_version: number }>(
        'UPDATE forms SET latest_version = latest_version + 1, revision = revision + 1 WHERE id = $1 RETURNING latest_version',
        [id],
      );
      if (!next) throw new NotFound('form');
      await this.addVersionRow(tx, id, next.latest_version, definition);
      tx.audit('form.versioned', id);
      return this.getIn(tx, id);
    });
  }

  get(here: Here, id: string): Promise<FormView> {
    return this.db.inPractice(here, (tx) => this.getIn(tx, id));
  }

  /** A page of forms, by id; a practice has few, and the cursor is the last id seen. */
  list(
    here: Here,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<{ data: FormView[]; nextCursor: string | null }> {
    return this.db.inPractice(here, async (tx) => {
      const rows = await tx.query<FormRow>(`${select} WHERE ($2::uuid IS NULL OR f.id > $2) ORDER BY f.id LIMIT $1`, [
        page.limit + 1,
        idAfter(page.cursor),
      ]);
      const { data, nextCursor } = pageOf(rows, page.limit, ({ id }) => [id]);
      return { data: data.map(toView), nextCursor };
    });
  }

  private async getIn(tx: Tx, id: string): Promise<FormView> {
    const row = await tx.one<FormRow>(`${select} WHERE f.id = $1`, [id]);
    if (!row) throw new NotFound('form');
    return toView(row);
  }

  private async addVersionRow(tx: Tx, formId: string, number: number, definition: FormDefinition): Promise<void> {
    const faults = checkDefinition(definition).map(({ path, message }) => ({ path: `definition.${path}`, message }));
    if (faults.length > 0) throw new Invalid(faults);
    const consentText = texts.firstPage.consent;
    await tx.repository(FormVersion).insert({
      practiceId: tx.practiceId,
      id: newId(),
      formId,
      number,
      definition,
      consentVersion: versionOf(consentText),
      consentText,
      createdAt: tx.now(),
    });
  }
}

type FormRow = Pick<Form, 'id' | 'slug' | 'name' | 'kind'> & {
  version: number;
  versionId: string;
  definition: FormDefinition;
  createdAt: Date;
};

const select = `
  SELECT f.id, f.slug, f.name, f.kind, v.number AS version, v.id AS "versionId", v.definition, f.created_at AS "createdAt"
  FROM forms f JOIN form_versions v ON v.practice_id = f.practice_id AND v.form_id = f.id AND v.number = f.latest_version`;

function toView(row: FormRow): FormView {
  return { ...row, createdAt: instant(row.createdAt) };
}
