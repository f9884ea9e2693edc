import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BookingService } from '#booking';
import type { BookingAnswer, BookingRequest } from '#contracts';
import { BookingBrowsers, rememberedFor } from '#identity';
import type { Here } from '#platform';
import { bookingBrowser, keepBookingBrowser } from '../http/door-cookies.js';
import type { RapportRequest } from '../http/request.js';

/** Booking in a browser, which is remembered for a day as the one in which this contact booked. */
@Injectable()
export class BrowserBooking {
  constructor(
    private readonly booking: BookingService,
    private readonly browsers: BookingBrowsers,
  ) {}

  /** Books, and has the browser keep its secret once the booking stands. A kept answer that is given again carries none. */
  async book(here: Here, request: BookingRequest, from: RapportRequest, reply: FastifyReply): Promise<BookingAnswer> {
    let secret: string | null = null;
    const booked = await this.booking.book(here, request, async (tx, clientId) => {
      secret = await this.browsers.remember(tx, clientId, bookingBrowser(from));
    });
    if (secret !== null) keepBookingBrowser(reply, secret, rememberedFor);
    return booked;
  }
}
