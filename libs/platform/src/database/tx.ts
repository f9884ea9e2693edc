import type { EntityManager, EntityTarget, ObjectLiteral, QueryRunner, Repository } from 'typeorm';
import type { Clock } from '../clock.js';
import { newId } from '../ids.js';
import { requestScope } from '../logging.js';
import type { Fact } from '../outbox/fact.js';
import type { Job } from '../outbox/job.js';
import { actorId, actorSettings, system, type Actor } from './actor.js';

/**
 * One transaction in one practice. Whatever touches data takes it first. Audit entries and outbox rows are
 * collected and written just before the commit, so they stand or fall with the change.
 */
export class Tx {
  private readonly audits: unknown[][] = [];
  private readonly events: unknown[][] = [];

  constructor(
    private readonly runner: QueryRunner,
    private readonly clock: Clock,
    readonly practiceId: string,
    readonly actor: Actor,
  ) {}

  /** Business time. */
  now(): Date {
    return this.clock.now();
  }

  get manager(): EntityManager {
    return this.runner.manager;
  }

  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return this.runner.manager.getRepository(entity);
  }

  /** Rows of a plain query: the way of hot reads. */
  async query<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const result = (await this.runner.query(sql, [...parameters], true)) as { records?: Row[]; raw: unknown };
    return result.records ?? [];
  }

  /** The first row, or null. */
  async one<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<Row | null> {
    return (await this.query<Row>(sql, parameters))[0] ?? null;
  }

  /**
   * Steps that the practice itself takes within somebody's act, such as joining a contact to whom they turned out to be:
   * they reach rows that the actor may not see, so nothing of those rows comes back. The audit still names the actor.
   */
  async asPractice(steps: () => Promise<void>): Promise<void> {
    await this.actAs(system);
    try {
      await steps();
    } catch (error) {
      // Where the database refused a step, the transaction hears nothing any more, and ends.
      await this.actAs(this.actor).catch(() => undefined);
      throw error;
    }
    await this.actAs(this.actor);
  }

  /** Remembers who did what to which thing; `action` is `thing.verb`, and the thing names the subject's kind. */
  audit(action: `${string}.${string}`, subjectId: string): void {
    const kind = action.slice(0, action.indexOf('.'));
    const requestId = requestScope.getStore()?.requestId ?? null;
    this.audits.push([
      newId(),
      this.clock.now(),
      this.actor.kind,
      actorId(this.actor),
      action,
      kind,
      subjectId,
      requestId,
    ]);
  }

  /** States a fact that others react to after the commit. */
  emit<Payload>(fact: Fact<Payload>, payload: Payload): void {
    const now = this.clock.now();
    this.events.push([newId(), 'fact', fact.name, JSON.stringify(fact.payload.parse(payload)), null, now, now]);
  }

  /**
   * Asks for a job after the commit, at `dueAt` (now, if not given). With a `causeId` the same job is asked for
   * at most once per cause.
   */
  schedule<Payload>(job: Job<Payload>, payload: Payload, when: { dueAt?: Date; causeId?: string } = {}): void {
    const now = this.clock.now();
    const body = JSON.stringify(job.payload.parse(payload));
    this.events.push([newId(), 'job', job.name, body, when.causeId ?? null, when.dueAt ?? now, now]);
  }

  /** Writes what was collected. Only the database's door calls it, just before the commit. */
  async flush(): Promise<void> {
    if (this.audits.length > 0)
      await this.insert(
        'audit_entries (id, at, actor_kind, actor_id, action, subject_kind, subject_id, request_id)',
        this.audits.splice(0),
      );
    if (this.events.length > 0)
      await this.insert(
        'outbox (id, kind, name, payload, cause_id, due_at, created_at)',
        this.events.splice(0),
        // Of the same job for the same cause. It is not named, since who adds may not read what is there.
        'ON CONFLICT DO NOTHING',
      );
  }

  private async actAs(actor: Actor): Promise<void> {
    await this.runner.query(`SELECT ${actorSettings(actor)}`);
  }

  private async insert(into: string, rows: unknown[][], tail = ''): Promise<void> {
    let n = 0;
    const values = rows.map((row) => `(${row.map(() => `$${++n}`).join(', ')})`).join(', ');
    await this.runner.query(`INSERT INTO ${into} VALUES ${values} ${tail}`, rows.flat());
  }
}
