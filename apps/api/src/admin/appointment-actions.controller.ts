import { Body, Controller, Param, Post } from '@nestjs/common';
import { RelocatingService, StaffActions, StaffBooking, type Shown } from '#booking';
import {
  AppointmentApprove,
  AppointmentCancel,
  AppointmentComplete,
  AppointmentCreate,
  AppointmentDecline,
  AppointmentLocation,
  AppointmentReschedule,
  AppointmentView,
  Id,
  NoBody,
} from '#contracts';
import { Database, type Here } from '#platform';
import { CoachService } from '#practices';
import { AppointmentService } from '#scheduling';
import { Answers, ForMembers, InPractice } from '../http/route.js';
import { appointmentView } from './appointment-view.js';

const Appointment = { schema: Id };

/** What a practice does with appointments. */
@Controller('api/v1/admin/appointments')
export class AppointmentActionsController {
  constructor(
    private readonly db: Database,
    private readonly booking: StaffBooking,
    private readonly actions: StaffActions,
    private readonly relocating: RelocatingService,
    private readonly appointments: AppointmentService,
    private readonly coaches: CoachService,
  ) {}

  @Post()
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(201, AppointmentView)
  create(
    @InPractice() here: Here,
    @Body({ schema: AppointmentCreate }) request: AppointmentCreate,
  ): Promise<AppointmentView> {
    return shown(this.ofCoach(here, request.coach, () => this.booking.book(here, request)));
  }

  @Post(':id/approve')
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(200, AppointmentView)
  approve(
    @InPractice() here: Here,
    @Param('id', Appointment) id: Id,
    @Body({ schema: AppointmentApprove }) _nothing: AppointmentApprove,
  ): Promise<AppointmentView> {
    return shown(this.ofOwn(here, id, () => this.actions.approve(here, id)));
  }

  @Post(':id/decline')
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(200, AppointmentView)
  decline(
    @InPractice() here: Here,
    @Param('id', Appointment) id: Id,
    @Body({ schema: AppointmentDecline }) { reason }: AppointmentDecline,
  ): Promise<AppointmentView> {
    return shown(this.ofOwn(here, id, () => this.actions.decline(here, id, reason)));
  }

  @Post(':id/reschedule')
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(200, AppointmentView)
  reschedule(
    @InPractice() here: Here,
    @Param('id', Appointment) id: Id,
    @Body({ schema: AppointmentReschedule }) request: AppointmentReschedule,
  ): Promise<AppointmentView> {
    return shown(this.ofOwn(here, id, () => this.actions.reschedule(here, id, request)));
  }

  @Post(':id/location')
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(200, AppointmentView)
  relocate(
    @InPractice() here: Here,
    @Param('id', Appointment) id: Id,
    @Body({ schema: AppointmentLocation }) { location }: AppointmentLocation,
  ): Promise<AppointmentView> {
    return shown(this.ofOwn(here, id, () => this.relocating.relocate(here, id, location)));
  }

  @Post(':id/cancel')
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(200, AppointmentView)
  cancel(
    @InPractice() here: Here,
    @Param('id', Appointment) id: Id,
    @Body({ schema: AppointmentCancel }) { reason }: AppointmentCancel,
  ): Promise<AppointmentView> {
    return shown(this.ofOwn(here, id, () => this.actions.cancel(here, id, reason)));
  }

  @Post(':id/complete')
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(200, AppointmentView)
  complete(
    @InPractice() here: Here,
    @Param('id', Appointment) id: Id,
    @Body({ schema: AppointmentComplete }) _nothing: AppointmentComplete,
  ): Promise<AppointmentView> {
    return shown(this.ofOwn(here, id, () => this.actions.complete(here, id)));
  }

  @Post(':id/no-show')
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(200, AppointmentView)
  noShow(
    @InPractice() here: Here,
    @Param('id', Appointment) id: Id,
    @Body({ schema: NoBody }) _nothing: NoBody,
  ): Promise<AppointmentView> {
    return shown(this.ofOwn(here, id, () => this.actions.noShow(here, id)));
  }

  @Post(':id/undo')
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(200, AppointmentView)
  undo(
    @InPractice() here: Here,
    @Param('id', Appointment) id: Id,
    @Body({ schema: NoBody }) _nothing: NoBody,
  ): Promise<AppointmentView> {
    return shown(this.ofOwn(here, id, () => this.actions.undo(here, id)));
  }

  /** An appointment never changes its coach, so asking before the action is early enough. */
  private async ofOwn(here: Here, id: string, action: () => Promise<Shown>): Promise<Shown> {
    const { coach } = await this.db.inPractice(here, (tx) => this.appointments.get(tx, id));
    return this.ofCoach(here, coach.id, action);
  }

  private async ofCoach(here: Here, coachId: string, action: () => Promise<Shown>): Promise<Shown> {
    await this.db.inPractice(here, (tx) => this.coaches.mustBeOwn(tx, coachId));
    return action();
  }
}

async function shown(done: Promise<Shown>): Promise<AppointmentView> {
  const { appointment, payment } = await done;
  return appointmentView(appointment, payment ?? undefined);
}
