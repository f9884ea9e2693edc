import { Injectable } from '@nestjs/common';
import type { TaskView } from '#contracts';
import {
  Database,
  idAfter,
  instant,
  newId,
  NotFound,
  pageOf,
  type Here,
  type Page,
  type PageAsked,
  type Tx,
} from '#platform';
import type { TaskKind } from './task.entity.js';

/** A task in plain columns, with those it is about: whom the message was for, or who comes to the appointment. */
const shown = `id, kind, coach_id AS "coachId", case_id AS "caseId", subject_id AS "subjectId", status, created_at AS "createdAt",
  coalesce(
    (SELECT json_agg(c.name) FROM messages m JOIN clients c ON c.id = m.client_id WHERE m.id = tasks.subject_id),
    (SELECT json_agg(t.name ORDER BY t.id) FROM attendances t WHERE t.appointment_id IN
       (SELECT tasks.subject_id UNION SELECT m.cause_id FROM messages m WHERE m.id = tasks.subject_id)),
    '[]') AS people`;

/** What the practice must still do: raised by facts, done by people. */
@Injectable()
export class TaskService {
  constructor(private readonly db: Database) {}

  /** Raises a task about an appointment, once per kind; a task that was done before is not opened again. */
  async raise(tx: Tx, kind: TaskKind, appointmentId: string): Promise<void> {
    const [added] = await tx.query<{ id: string }>(
      `INSERT INTO tasks (id, kind, coach_id, case_id, subject_id, created_at)
       SELECT $1, $2, a.coach_id, a.case_id, a.id, $4 FROM appointments a WHERE a.id = $3
       ON CONFLICT (practice_id, kind, subject_id) DO NOTHING RETURNING id`,
      [newId(), kind, appointmentId, tx.now()],
    );
    if (added) tx.audit('task.raised', added.id);
  }

  /** Trouble about an appointment: one open task for all of it, opened again by a trouble that came after it was ticked off. */
  async review(tx: Tx, appointmentId: string, troubleId: string): Promise<void> {
    const [raised] = await tx.query<{ id: string }>(
      `INSERT INTO tasks AS known (id, kind, coach_id, case_id, subject_id, trouble_id, created_at)
       SELECT $1, 'review', a.coach_id, a.case_id, a.id, $3, $4 FROM appointments a WHERE a.id = $2
       ON CONFLICT (practice_id, kind, subject_id) DO UPDATE
         SET status = 'open', done_at = NULL, trouble_id = excluded.trouble_id, created_at = excluded.created_at
         WHERE known.status = 'done' AND known.trouble_id IS DISTINCT FROM excluded.trouble_id RETURNING id`,
      [newId(), appointmentId, troubleId, tx.now()],
    );
    if (raised) tx.audit('task.raised', raised.id);
  }

  /** A message did not arrive, or nobody knows whether it did: somebody should look. One task per message, opened again by a new doubt. */
  async raiseAboutMessage(
    tx: Tx,
    messageId: string,
    kind: 'message_outcome_unknown' | 'message_failed' = 'message_outcome_unknown',
  ): Promise<void> {
    const [added] = await tx.query<{ id: string }>(
      `INSERT INTO tasks (id, kind, coach_id, case_id, subject_id, created_at)
       SELECT $1, $4, coalesce(a.coach_id, c.coach_id), coalesce(a.case_id, e.case_id), m.id, $3
       FROM messages m
       LEFT JOIN LATERAL (SELECT x.coach_id, x.case_id FROM appointments x
                          WHERE x.id = m.cause_id OR x.series_id = m.cause_id ORDER BY x.start_at LIMIT 1) a ON true
       LEFT JOIN enrolments e ON e.practice_id = m.practice_id AND e.id = m.enrolment_id
       LEFT JOIN cases c ON c.practice_id = e.practice_id AND c.id = e.case_id
       WHERE m.id = $2
       ON CONFLICT (practice_id, kind, subject_id) DO UPDATE SET status = 'open', done_at = NULL, created_at = excluded.created_at
         WHERE tasks.status = 'done' RETURNING id`,
      [newId(), messageId, tx.now(), kind],
    );
    if (added) tx.audit('task.raised', added.id);
  }

  /** Opens again what was settled too early. */
  async reopen(tx: Tx, kind: TaskKind, subjectId: string): Promise<void> {
    const open = await tx.query<{ id: string }>(
      `UPDATE tasks SET status = 'open', done_at = NULL WHERE kind = $1 AND subject_id = $2 AND status = 'done' RETURNING id`,
      [kind, subjectId],
    );
    for (const { id } of open) tx.audit('task.raised', id);
  }

  /** Ends whatever was open about a thing, once it needs nobody any more. */
  async settle(tx: Tx, kind: TaskKind, subjectId: string): Promise<void> {
    const done = await tx.query<{ id: string }>(
      `UPDATE tasks SET status = 'done', done_at = $3 WHERE kind = $1 AND subject_id = $2 AND status = 'open' RETURNING id`,
      [kind, subjectId, tx.now()],
    );
    for (const { id } of done) tx.audit('task.done', id);
  }

  /** What is open, oldest first. */
  listOpen(here: Here, page: PageAsked): Promise<Page<TaskView>> {
    return this.db.inPractice(here, async (tx) => {
      const rows = await tx.query<Omit<TaskView, 'createdAt'> & { createdAt: Date }>(
        `SELECT ${shown}
         FROM tasks WHERE status = 'open' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
        [idAfter(page.cursor), page.limit + 1],
      );
      const { data, nextCursor } = pageOf(rows, page.limit, ({ id }) => [id]);
      return { data: data.map((row) => ({ ...row, createdAt: instant(row.createdAt) })), nextCursor };
    });
  }

  /** A member ticks a task off. */
  finish(here: Here, id: string): Promise<TaskView> {
    return this.db.inPractice(here, async (tx) => {
      const row = await tx.one<Omit<TaskView, 'createdAt'> & { createdAt: Date }>(
        `UPDATE tasks SET status = 'done', done_at = coalesce(done_at, $2) WHERE id = $1
         RETURNING ${shown}`,
        [id, tx.now()],
      );
      if (!row) throw new NotFound('task');
      tx.audit('task.done', id);
      return { ...row, createdAt: instant(row.createdAt) };
    });
  }
}
