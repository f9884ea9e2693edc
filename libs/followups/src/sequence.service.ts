import { Injectable } from '@nestjs/common';
import type { SequenceCreate, SequenceList, SequenceStep, SequenceView } from '#contracts';
import {
  Database,
  DomainError,
  idAfter,
  instant,
  Invalid,
  newId,
  NotFound,
  pageOf,
  type Fault,
  type Here,
  type Tx,
} from '#platform';
import type { Telling } from './domain/discreet.js';
import { SequenceStepRow } from './sequence.entity.js';
import { tellingFields } from './domain/step-telling.js';
import { TellingWords } from './telling-words.service.js';

/** A sequence with this slug exists already. */
export class SequenceSlugTaken extends DomainError {
  readonly code = 'slug-taken';
  readonly kind = 'conflict';
  constructor() {
    super('A sequence with this short name exists already. Please choose another.');
  }
}

/** The message series of a practice. */
@Injectable()
export class SequenceService {
  constructor(
    private readonly db: Database,
    private readonly tellingWords: TellingWords,
  ) {}

  /** A new series. Invalid where a subject or a body would tell a bystander what it is about. */
  create(here: Here, request: SequenceCreate): Promise<SequenceView> {
    return this.db.inPractice(here, (tx) => this.createIn(tx, request));
  }

  async createIn(tx: Tx, request: SequenceCreate): Promise<SequenceView> {
    const telling = await this.tellingWords.judge(tx);
    const faults = request.steps.flatMap((step, index) => tellingFaults(telling, step, index));
    if (faults.length > 0) throw new Invalid(faults);
    const id = newId();
    const added = await tx.query(
      `INSERT INTO sequences (id, slug, name, trigger, exit_rules, created_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (practice_id, slug) DO NOTHING RETURNING id`,
      [id, request.slug, request.name, request.trigger, request.exitRules, tx.now()],
    );
    if (added.length === 0) throw new SequenceSlugTaken();
    await tx.repository(SequenceStepRow).insert(
      request.steps.map((step, index) => ({
        practiceId: tx.practiceId,
        id: newId(),
        sequenceId: id,
        position: index + 1,
        kind: step.kind,
        delayMinutes: 'delayMinutes' in step ? step.delayMinutes : null,
        afterDays: 'afterDays' in step ? step.afterDays : null,
        atLocal: 'at' in step ? step.at : null,
        subject: step.subject,
        body: step.body,
      })),
    );
    tx.audit('sequence.created', id);
    const [view] = await this.read(tx, 'WHERE s.id = $1', [id]);
    if (!view) throw new NotFound('sequence');
    return view;
  }

  list(here: Here, page: { limit: number; cursor?: string | undefined }): Promise<SequenceList> {
    return this.db.inPractice(here, async (tx) => {
      const found = await this.read(tx, 'WHERE ($1::uuid IS NULL OR s.id > $1) ORDER BY s.id LIMIT $2', [
        idAfter(page.cursor),
        page.limit + 1,
      ]);
      return pageOf(found, page.limit, ({ id }) => [id]);
    });
  }

  get(here: Here, id: string): Promise<SequenceView> {
    return this.db.inPractice(here, async (tx) => {
      const [view] = await this.read(tx, 'WHERE s.id = $1', [id]);
      if (!view) throw new NotFound('sequence');
      return view;
    });
  }

  private async read(tx: Tx, where: string, parameters: unknown[]): Promise<SequenceView[]> {
    const rows = await tx.query<Omit<SequenceView, 'steps' | 'createdAt'> & { createdAt: Date; steps: StepRow[] }>(
      `SELECT s.id, s.slug, s.name, s.trigger, s.exit_rules AS "exitRules", s.active, s.created_at AS "createdAt",
              (SELECT json_agg(p ORDER BY p.position) FROM sequence_steps p WHERE p.sequence_id = s.id) AS steps
       FROM sequences s ${where}`,
      parameters,
    );
    return rows.map((row) => ({ ...row, createdAt: instant(row.createdAt), steps: row.steps.map(toStep) }));
  }
}

interface StepRow {
  kind: SequenceStep['kind'];
  delay_minutes: number | null;
  after_days: number | null;
  at_local: string | null;
  subject: string;
  body: string;
}

function toStep({ kind, subject, body, ...time }: StepRow): SequenceStep {
  const message = { kind, subject, body };
  return time.delay_minutes === null
    ? { afterDays: time.after_days ?? 0, at: time.at_local ?? '00:00', ...message }
    : { delayMinutes: time.delay_minutes, ...message };
}

/** A mail may be seen by somebody else, so its words must not tell what it is about. */
function tellingFaults(telling: Telling, step: SequenceStep, index: number): Fault[] {
  return tellingFields(step, telling).map(({ field, word }) => ({
    path: `steps.${index}.${field}`,
    message: `Somebody else may see this mail. Please say it without “${word}”.`,
  }));
}
