import { Module } from '@nestjs/common';
import { domains } from '../domains.js';
import { Leaving } from '../portal/leaving.js';
import { PrivateDoor } from '../portal/private-door.js';
import { BookedPrivate } from '../public/booked-private.js';
import { BrowserBooking } from '../public/browser-booking.js';
import { BrowserJoining } from '../public/browser-joining.js';
import { AppointmentCalendarController } from './appointment-calendar.controller.js';
import { AppointmentPagesController } from './appointment-pages.controller.js';
import { AssetsController } from './assets.controller.js';
import { BookingPageController } from './booking-page.controller.js';
import { ContactPagesController } from './contact-pages.controller.js';
import { BookingPages } from './booking-page-view.js';
import { EmbedPagesController } from './embed-pages.controller.js';
import { JoiningPageController } from './joining-page.controller.js';
import { ManagedPageView } from './managed-page-view.js';
import { MovePageController } from './move-page.controller.js';
import { OwnAppointmentPageController } from './own-appointment-page.controller.js';
import { PageFilter } from './page.filter.js';
import { PortalPagesController } from './portal-pages.controller.js';
import { PracticePagesController } from './practice-pages.controller.js';
import { PrivatePageController } from './private-page.controller.js';
import { RobotsController } from './robots.controller.js';
import { Site } from './site.js';
import { StudioController } from './studio.controller.js';
import { WaitPageController } from './wait-page.controller.js';
import { WaitlistPageController } from './waitlist-page.controller.js';

/** The pages for clients, as HTML. */
@Module({
  imports: domains.map((domain) => domain.module),
  controllers: [
    AppointmentCalendarController,
    AppointmentPagesController,
    AssetsController,
    BookingPageController,
    ContactPagesController,
    EmbedPagesController,
    JoiningPageController,
    MovePageController,
    OwnAppointmentPageController,
    PortalPagesController,
    PracticePagesController,
    PrivatePageController,
    RobotsController,
    StudioController,
    WaitPageController,
    WaitlistPageController,
  ],
  providers: [
    BookedPrivate,
    BookingPages,
    BrowserBooking,
    BrowserJoining,
    Leaving,
    ManagedPageView,
    PageFilter,
    PrivateDoor,
    Site,
  ],
  exports: [BookedPrivate, BrowserBooking, BrowserJoining, Leaving, PrivateDoor],
})
export class PagesModule {}
