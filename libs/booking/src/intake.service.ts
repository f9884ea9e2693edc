import { Injectable } from '@nestjs/common';
import { AssignmentService } from '#forms';
import { Database, system } from '#platform';
import { AppointmentService, bookingStandsFrom } from '#scheduling';
import { assignIntake } from './booking.jobs.js';

/** The intake form of an offering, asked of each person once an appointment is agreed on. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly db: Database,
    private readonly appointments: AppointmentService,
    private readonly assignments: AssignmentService,
  ) {}

  /** The job: asks the form of everybody who attends, once per person and case. */
  async assign(practiceId: string, appointmentId: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const { status, caseId, offering, attendances, bookedBy, createdAt } = await this.appointments.get(
        tx,
        appointmentId,
      );
      // What the practice may still take back is told to nobody, in a form's mail neither.
      const dueAt = bookingStandsFrom(bookedBy, createdAt);
      if (tx.now() < dueAt) return tx.schedule(assignIntake, { appointmentId }, { dueAt });
      if (status !== 'confirmed' || !offering.intakeFormId) return;
      const formId = offering.intakeFormId;
      for (const { clientId } of attendances.filter((one) => one.status === 'accepted'))
        if (!(await this.assignments.wasAsked(tx, { formId, clientId, caseId })))
          await this.assignments.assign(tx, { formId, clientId, caseId, causeId: appointmentId });
    });
  }
}
