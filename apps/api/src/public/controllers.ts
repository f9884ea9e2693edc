import type { Type } from '@nestjs/common';
import { BookedPrivateController } from './booked-private.controller.js';
import { BookingsController } from './bookings.controller.js';
import { JoiningController } from './joining.controller.js';
import { PublicPracticesController } from './practices.controller.js';
import { SlotsController } from './slots.controller.js';
import { WaitingWithController } from './waiting-with.controller.js';
import { PublicWaitlistController, WaitlistRequestsController } from './waitlist.controller.js';
import { PublicAppointmentsController } from './appointments.controller.js';

/** The controllers of the public door: what anyone may call. One line each, sorted. */
export const publicControllers: Type[] = [
  PublicAppointmentsController,
  BookedPrivateController,
  BookingsController,
  JoiningController,
  PublicPracticesController,
  PublicWaitlistController,
  SlotsController,
  WaitingWithController,
  WaitlistRequestsController,
];
