import { Injectable } from '@nestjs/common';
import type { EnrolmentCreate, EnrolmentList, EnrolmentsQuery, EnrolmentView } from '#contracts';
import {
  Database,
  idAfter,
  instant,
  mustExist,
  NamesNothing,
  newId,
  NotFound,
  pageOf,
  system,
  type Here,
  type Tx,
} from '#platform';
import { standsFrom } from '#scheduling';
import { appointmentNow } from './appointment-now.js';
import { dueAt } from './domain/due.js';
import { exitSequences } from './followups.jobs.js';
import { MessageService } from './message.service.js';

interface Started {
  readonly sequenceId: string;
  readonly clientId: string;
  readonly caseId: string | null;
  readonly causeId: string;
}

/** People in message series: started by an appointment or by hand, ended by their last step or an exit rule. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly db: Database,
    private readonly messages: MessageService,
  ) {}

  /** A member puts a client into a series. Who is in it already stays in it, and gets nothing twice. */
  enrol(here: Here, sequenceId: string, request: EnrolmentCreate): Promise<EnrolmentView> {
    return this.db.inPractice(here, async (tx) => {
      if (!(await tx.one('SELECT 1 FROM sequences WHERE id = $1', [sequenceId]))) throw new NotFound('sequence');
      await mustExist(tx, [{ path: 'client', what: 'client', table: 'clients', id: request.client }]);
      const caseId = request.case ?? null;
      const inCase = 'SELECT 1 FROM participants WHERE case_id = $1 AND client_id = $2';
      if (caseId && !(await tx.one(inCase, [caseId, request.client])))
        throw new NamesNothing([{ path: 'case', message: 'There is no such case.' }]);
      // Who is put into it twice at once is put into it once: the second waits here and finds the first.
      await tx.query('SELECT 1 FROM clients WHERE id = $1 FOR NO KEY UPDATE', [request.client]);
      const running = await tx.one<{ id: string }>(
        `SELECT id FROM enrolments WHERE sequence_id = $1 AND client_id = $2 AND status IN ('active', 'braked') ORDER BY id LIMIT 1`,
        [sequenceId, request.client],
      );
      const id =
        running?.id ?? (await this.start(tx, { sequenceId, clientId: request.client, caseId, causeId: newId() }));
      const [view] = await this.read(tx, 'WHERE e.id = $1', [id]);
      if (!view) throw new NotFound('enrolment');
      return view;
    });
  }

  /** A completed session starts the series that wait for one, for everybody who attended. */
  async startAfter(practiceId: string, { appointmentId }: { appointmentId: string }): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const due = await tx.query<{ sequenceId: string; clientId: string; caseId: string }>(
        `SELECT s.id AS "sequenceId", t.client_id AS "clientId", a.case_id AS "caseId"
         FROM appointments a
         JOIN attendances t ON t.practice_id = a.practice_id AND t.appointment_id = a.id AND t.status = 'accepted'
         JOIN sequences s ON s.practice_id = a.practice_id AND s.active AND s.trigger = 'appointmentCompleted'
                         AND (s.offering_id IS NULL OR s.offering_id = a.offering_id)
         WHERE a.id = $1 AND a.status = 'completed' ORDER BY s.id, t.id`,
        [appointmentId],
      );
      for (const started of due) await this.start(tx, { ...started, causeId: appointmentId });
    });
  }

  /**
   * Who books again leaves the series whose rule says so; the session that started it does not count. Of a booking that
   * merely names somebody this is true once a link mailed to whoever made it was opened.
   */
  async exitBooked(practiceId: string, { appointmentId }: { appointmentId: string }): Promise<void> {
    const waits = await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const appointment = await appointmentNow(tx, appointmentId);
      const { bookedByStaffAt: bookedAt = null, takenBack = false, closedAt = null } = appointment ?? {};
      // What staff may still take back ends nothing yet, nor what they took back and may bring back.
      const doneAt = takenBack ? closedAt : bookedAt;
      const stands = doneAt ? standsFrom(doneAt) : tx.now();
      if (tx.now() < stands) tx.schedule(exitSequences, { appointmentId }, { dueAt: stands });
      return tx.now() < stands;
    });
    if (!waits) await this.exitWhere(practiceId, 'a.id = $1 AND NOT a.taken_back', [appointmentId]);
  }

  /** The same for all that was booked since, once it is known whose bookings they are. */
  exitConfirmed(practiceId: string, { clientId }: { clientId: string }): Promise<void> {
    return this.exitWhere(
      practiceId,
      `booker.id = $1 AND a.created_at >= e.enrolled_at AND a.status IN ('confirmed', 'completed')`,
      [clientId],
    );
  }

  private async exitWhere(practiceId: string, where: string, values: readonly unknown[]): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const leaving = await tx.query<{ id: string }>(
        `SELECT DISTINCT e.id FROM attendances t
         JOIN appointments a ON a.id = t.appointment_id
         JOIN clients booker ON booker.id = t.client_id
         JOIN clients enrolled ON enrolled.id = booker.id
           OR (booker.confirmed_at IS NOT NULL AND enrolled.email = booker.email AND lower(enrolled.name) = lower(booker.name))
         JOIN enrolments e ON e.client_id = enrolled.id
         JOIN sequences s ON s.practice_id = e.practice_id AND s.id = e.sequence_id AND 'booked' = ANY (s.exit_rules)
         WHERE t.status = 'accepted' AND e.status = 'active' AND e.cause_id <> a.id AND ${where}`,
        values,
      );
      for (const { id } of leaving) await this.exit(tx, id, 'booked');
    });
  }

  /** Ends an enrolment before its last step, with all that was still to come of it. */
  async exit(tx: Tx, enrolmentId: string, reason: string): Promise<void> {
    const left = await tx.query(
      `UPDATE enrolments SET status = 'exited', exit_reason = $2, ended_at = $3 WHERE id = $1 AND status = 'active' RETURNING id`,
      [enrolmentId, reason, tx.now()],
    );
    if (left.length === 0) return;
    await this.messages.cancelOfEnrolment(tx, enrolmentId, reason);
    tx.audit('enrolment.exited', enrolmentId);
  }

  /** Ends an enrolment none of whose messages is still to come. */
  async finishIfDone(tx: Tx, enrolmentId: string): Promise<void> {
    const done = await tx.query(
      `UPDATE enrolments SET status = 'finished', ended_at = $2 WHERE id = $1 AND status = 'active'
         AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.enrolment_id = $1 AND m.status IN ('scheduled', 'sending', 'handed'))
       RETURNING id`,
      [enrolmentId, tx.now()],
    );
    if (done.length > 0) tx.audit('enrolment.finished', enrolmentId);
  }

  list(here: Here, sequenceId: string, query: EnrolmentsQuery): Promise<EnrolmentList> {
    return this.db.inPractice(here, async (tx) => {
      if (!(await tx.one('SELECT 1 FROM sequences WHERE id = $1', [sequenceId]))) throw new NotFound('sequence');
      const found = await this.read(
        tx,
        `WHERE e.sequence_id = $1 AND ($2::text IS NULL OR e.status = $2) AND ($3::uuid IS NULL OR e.client_id = $3)
           AND ($4::uuid IS NULL OR e.id > $4) ORDER BY e.id LIMIT $5`,
        [sequenceId, query.status ?? null, query.client ?? null, idAfter(query.cursor), query.limit + 1],
      );
      return pageOf(found, query.limit, ({ id }) => [id]);
    });
  }

  private async start(tx: Tx, started: Started): Promise<string> {
    const [added] = await tx.query<{ id: string }>(
      `INSERT INTO enrolments (id, sequence_id, client_id, case_id, cause_id, status, enrolled_at)
       VALUES ($1, $2, $3, $4, $5, 'active', $6) ON CONFLICT DO NOTHING RETURNING id`,
      [newId(), started.sequenceId, started.clientId, started.caseId, started.causeId, tx.now()],
    );
    if (!added) return '';
    tx.audit('enrolment.started', added.id);
    const zone = await tx.one<{ timeZone: string }>('SELECT time_zone AS "timeZone" FROM clients WHERE id = $1', [
      started.clientId,
    ]);
    const steps = await tx.query<StepTimeRow>(
      'SELECT position, kind, delay_minutes, after_days, at_local FROM sequence_steps WHERE sequence_id = $1 ORDER BY position',
      [started.sequenceId],
    );
    for (const step of steps)
      await this.messages.plan(tx, {
        template: 'step',
        kind: step.kind,
        causeId: added.id,
        step: `step:${step.position}`,
        enrolmentId: added.id,
        to: { clientId: started.clientId },
        dueAt: dueAt(
          tx.now(),
          zone?.timeZone ?? 'UTC',
          step.delay_minutes === null
            ? { afterDays: step.after_days ?? 0, at: step.at_local ?? '09:00' }
            : { delayMinutes: step.delay_minutes },
        ),
      });
    return added.id;
  }

  private async read(tx: Tx, where: string, parameters: unknown[]): Promise<EnrolmentView[]> {
    const rows = await tx.query<EnrolmentRow>(
      `SELECT e.id, e.sequence_id AS "sequenceId", e.client_id AS "clientId", e.case_id AS "caseId", e.status,
              e.exit_reason AS reason, e.enrolled_at AS "createdAt", n.step, n.due_at AS "nextDueAt"
       FROM enrolments e
       LEFT JOIN LATERAL (SELECT m.step, m.due_at FROM messages m WHERE m.enrolment_id = e.id AND m.status = 'scheduled'
                          ORDER BY m.due_at LIMIT 1) n ON true ${where}`,
      parameters,
    );
    return rows.map(({ step, ...row }) => ({
      ...row,
      nextStep: step === null ? null : Number(step.split(':')[1]) - 1,
      nextDueAt: row.nextDueAt && instant(row.nextDueAt),
      createdAt: instant(row.createdAt),
    }));
  }
}

type EnrolmentRow = Omit<EnrolmentView, 'nextStep' | 'nextDueAt' | 'createdAt'> & {
  step: string | null;
  nextDueAt: Date | null;
  createdAt: Date;
};

interface StepTimeRow {
  position: number;
  kind: 'service' | 'marketing';
  delay_minutes: number | null;
  after_days: number | null;
  at_local: string | null;
}
