import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BookingAnswer, BookingRequest } from '#contracts';
import type { Here } from '#platform';
import type { RapportRequest } from '../http/request.js';
import { Answers, InPractice, OpenToAll } from '../http/route.js';
import { BrowserBooking } from './browser-booking.js';

/** A visitor books from the practice's public page. */
@Controller('api/v1/public/practices/:practice/bookings')
export class BookingsController {
  constructor(private readonly booking: BrowserBooking) {}

  @Post()
  @OpenToAll('slug', 'anyone may book what a practice offers')
  @Answers(201, BookingAnswer)
  book(
    @InPractice() here: Here,
    @Body({ schema: BookingRequest }) request: BookingRequest,
    @Req() from: RapportRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BookingAnswer> {
    return this.booking.book(here, request, from, reply);
  }
}
