import { Injectable } from '@nestjs/common';
import { CaseService } from '#clients';
import { Database, system, type Tx } from '#platform';
import { TaskService } from './task.service.js';

/** What the caseload does by itself when something happened to an appointment. */
@Injectable()
export class CaseloadJobs {
  constructor(
    private readonly db: Database,
    private readonly tasks: TaskService,
    private readonly cases: CaseService,
  ) {}

  raiseApproval(practiceId: string, { appointmentId }: { appointmentId: string }): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      // Read afresh: the answer may have come before the job did.
      if (await waitsForAnswer(tx, appointmentId)) await this.tasks.raise(tx, 'approve_request', appointmentId);
    });
  }

  /** The answer was taken back before anybody was told. */
  reopenApproval(practiceId: string, { appointmentId }: { appointmentId: string }): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      if (await waitsForAnswer(tx, appointmentId)) await this.tasks.reopen(tx, 'approve_request', appointmentId);
    });
  }

  settleApproval(practiceId: string, { appointmentId }: { appointmentId: string }): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      // It may have been taken back since.
      if (!(await waitsForAnswer(tx, appointmentId))) await this.tasks.settle(tx, 'approve_request', appointmentId);
    });
  }

  raiseLatePayment(
    practiceId: string,
    payload: { appointmentId: string; outcome: 're_seated' | 'refunded' },
  ): Promise<void> {
    const kind = payload.outcome === 'refunded' ? 'refunded_late_payment' : 're_seat';
    return this.inPractice(practiceId, (tx) => this.tasks.raise(tx, kind, payload.appointmentId));
  }

  /** `troubleId` names the one trouble, so that telling of it twice opens nothing again. */
  reviewPayment(practiceId: string, { paymentId }: { paymentId: string }, troubleId: string): Promise<void> {
    return this.inPractice(practiceId, (tx) =>
      this.review(tx, 'SELECT cause_id FROM payments WHERE id = $1', paymentId, troubleId),
    );
  }

  reviewRefund(practiceId: string, { refundId }: { refundId: string }, troubleId: string): Promise<void> {
    return this.inPractice(practiceId, (tx) =>
      this.review(
        tx,
        'SELECT p.cause_id FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE r.id = $1',
        refundId,
        troubleId,
      ),
    );
  }

  private async review(tx: Tx, causeOf: string, id: string, troubleId: string): Promise<void> {
    const row = await tx.one<{ cause_id: string }>(causeOf, [id]);
    if (row) await this.tasks.review(tx, row.cause_id, troubleId);
  }

  /** inquiry → active, at the first completed session. */
  activateCase(practiceId: string, { appointmentId }: { appointmentId: string }): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      const held = await tx.one<{ caseId: string }>(
        `SELECT case_id AS "caseId" FROM appointments WHERE id = $1 AND status = 'completed'`,
        [appointmentId],
      );
      if (held) await this.cases.activate(tx, held.caseId);
    });
  }

  private inPractice(practiceId: string, work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.db.inPractice({ practiceId, actor: system }, work);
  }
}

async function waitsForAnswer(tx: Tx, appointmentId: string): Promise<boolean> {
  const waits = await tx.one(
    `SELECT 1 FROM appointments WHERE id = $1 AND status = 'pending_approval' AND answer IS NULL`,
    [appointmentId],
  );
  return waits !== null;
}
