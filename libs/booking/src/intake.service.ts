import { Injectable } from '@nestjs/common';
import { AssignmentService } from '#forms';
import { Database, system } from '#platform';
import { AppointmentService } from '#scheduling';

/** The intake form of an offering, asked of each person once an appointment is agreed on. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly db: Database,
    private readonly appointments: AppointmentService,
    private readonly assignments: AssignmentService,
  ) {}

  /** The job: asks the form of everybody who attends, once per appointment and person. */
  async assign(practiceId: string, appointmentId: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const { status, caseId, offering, attendances } = await this.appointments.get(tx, appointmentId);
      if (status !== 'confirmed' || !offering.intakeFormId) return;
      for (const { clientId } of attendances.filter((one) => one.status === 'accepted'))
        await this.assignments.assign(tx, {
          formId: offering.intakeFormId,
          clientId,
          caseId,
          causeId: appointmentId,
        });
    });
  }
}
