import type { Type } from '@nestjs/common';
import { ApiKeysController } from './api-keys.controller.js';
import { AppointmentsController } from './appointments.controller.js';
import { AuditEntriesController } from './audit-entries.controller.js';
import { AvailabilityController } from './availability.controller.js';
import { BlockedTimesController } from './blocked-times.controller.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarFeedsController } from './calendar-feeds.controller.js';
import { CasesController } from './cases.controller.js';
import { ClientsController } from './clients.controller.js';
import { CoachesController } from './coaches.controller.js';
import { FormsController } from './forms.controller.js';
import { InvitationsController } from './invitations.controller.js';
import { MembersController } from './members.controller.js';
import { NotesController } from './notes.controller.js';
import { OfferingHoursController } from './offering-hours.controller.js';
import { OfferingsController } from './offerings.controller.js';
import { PartnersController } from './partners.controller.js';
import { OwnPracticeController } from './own-practice.controller.js';
import { PasswordResetsController } from './password-resets.controller.js';
import { SchedulesController } from './schedules.controller.js';
import { AdminSessionController } from './session.controller.js';
import { SlotsController } from './slots.controller.js';
import { SeriesController } from './series.controller.js';
import { SequencesController } from './sequences.controller.js';
import { TasksController } from './tasks.controller.js';
import { TellingWordsController } from './telling-words.controller.js';
import { TimeZonesController } from './time-zones.controller.js';
import { TodayController } from './today.controller.js';
import { WaitlistController } from './waitlist.controller.js';
import { AppointmentActionsController } from './appointment-actions.controller.js';
import { PaymentsController } from './payments.controller.js';
import { PrivateAccessController } from './private-access.controller.js';

/** The controllers of the admin door: members and API keys of a practice. One line each, sorted. */
export const adminControllers: Type[] = [
  PaymentsController,
  PrivateAccessController,
  AppointmentActionsController,
  AdminSessionController,
  ApiKeysController,
  AppointmentsController,
  AuditEntriesController,
  AvailabilityController,
  BlockedTimesController,
  CalendarController,
  CalendarFeedsController,
  CasesController,
  ClientsController,
  CoachesController,
  FormsController,
  InvitationsController,
  MembersController,
  NotesController,
  OfferingHoursController,
  OfferingsController,
  OwnPracticeController,
  PartnersController,
  PasswordResetsController,
  SchedulesController,
  SequencesController,
  SeriesController,
  SlotsController,
  TasksController,
  TellingWordsController,
  TimeZonesController,
  TodayController,
  WaitlistController,
];
