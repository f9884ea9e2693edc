import { Module } from '@nestjs/common';
import { ClientsModule } from '#clients';
import { AppointmentService } from './appointment.service.js';
import { AttendanceService } from './attendance.service.js';
import { AvailabilityService } from './availability.service.js';
import { BlockedTimeService } from './blocked-time.service.js';
import { CalendarService } from './calendar.service.js';
import { CalendarFeedService } from './calendar-feed.service.js';
import { CalendarSyncService } from './calendar-sync.service.js';
import { ChangingHoursService } from './changing-hours.service.js';
import { LocationService } from './location.service.js';
import { MovingService } from './moving.service.js';
import { OfferingService } from './offering.service.js';
import { ScheduleService } from './schedule.service.js';
import { SeriesService } from './series.service.js';
import { SlotExplanations } from './slot-explanation.service.js';
import { SlotPreviews } from './slot-preview.service.js';
import { SlotService } from './slot.service.js';
import { WaitlistOffersService } from './waitlist-offers.service.js';
import { WaitlistService } from './waitlist.service.js';

const services = [
  AppointmentService,
  AttendanceService,
  AvailabilityService,
  BlockedTimeService,
  CalendarService,
  CalendarFeedService,
  CalendarSyncService,
  ChangingHoursService,
  LocationService,
  MovingService,
  OfferingService,
  ScheduleService,
  SeriesService,
  SlotExplanations,
  SlotPreviews,
  SlotService,
  WaitlistOffersService,
  WaitlistService,
];

/** Offerings, availability, slots and appointments. */
@Module({ imports: [ClientsModule], providers: services, exports: services })
export class SchedulingModule {}
