import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CancellingService, PayingService, ReschedulingService } from '#booking';
import {
  CancelAnswer,
  CancellationPreview,
  CancelRequest,
  CheckoutAnswer,
  HoldAnswer,
  ManagedAppointment,
  NoBody,
  OtherTimesQuery,
  RescheduleRequest,
  SlotsView,
  Token,
} from '#contracts';
import type { Here } from '#platform';
import { Answers, InPractice, OpenToAll, Refuses } from '../http/route.js';

const why = 'who holds the secret of a manage link manages that one appointment';

/** One appointment, for the owner of its manage link. */
@Controller('api/v1/public/appointments')
export class PublicAppointmentsController {
  constructor(
    private readonly paying: PayingService,
    private readonly cancelling: CancellingService,
    private readonly rescheduling: ReschedulingService,
  ) {}

  @Get(':token')
  @OpenToAll('token', why)
  @Answers(200, ManagedAppointment)
  view(@InPractice() here: Here, @Param('token', { schema: Token }) token: Token): Promise<ManagedAppointment> {
    return this.paying.view(here, token);
  }

  @Post(':token/checkout')
  @OpenToAll('token', why)
  @Answers(200, CheckoutAnswer)
  @Refuses('appointment-closed', 'nothing-to-pay', 'payments-unavailable')
  checkout(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: NoBody }) _nothing: NoBody,
  ): Promise<CheckoutAnswer> {
    return this.paying.checkout(here, token);
  }

  @Post(':token/hold')
  @OpenToAll('token', why)
  @Answers(200, HoldAnswer)
  hold(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: NoBody }) _nothing: NoBody,
  ): Promise<HoldAnswer> {
    return this.paying.extendHold(here, token);
  }

  @Get(':token/slots')
  @OpenToAll('token', why)
  @Answers(200, SlotsView)
  @Refuses('appointment-closed', 'joint-appointment', 'too-late-to-move', 'slot-not-offered')
  times(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Query({ schema: OtherTimesQuery }) query: OtherTimesQuery,
  ): Promise<SlotsView> {
    return this.rescheduling.times(here, token, query);
  }

  @Post(':token/reschedule')
  @OpenToAll('token', why)
  @Answers(200, ManagedAppointment)
  @Refuses('appointment-closed', 'joint-appointment', 'too-late-to-move', 'slot-taken', 'slot-not-offered')
  reschedule(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: RescheduleRequest }) { start }: RescheduleRequest,
  ): Promise<ManagedAppointment> {
    return this.rescheduling.reschedule(here, token, new Date(start));
  }

  @Get(':token/cancellation')
  @OpenToAll('token', why)
  @Answers(200, CancellationPreview)
  @Refuses('appointment-closed')
  cancellation(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
  ): Promise<CancellationPreview> {
    return this.cancelling.preview(here, token);
  }

  @Post(':token/cancel')
  @OpenToAll('token', why)
  @Answers(200, CancelAnswer)
  @Refuses('appointment-closed', 'effect-changed')
  cancel(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: CancelRequest }) request: CancelRequest,
  ): Promise<CancelAnswer> {
    return this.cancelling.cancel(here, token, request.seen);
  }
}
