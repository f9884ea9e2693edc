import { Body, Controller, Post } from '@nestjs/common';
import { BookingService } from '#booking';
import { BookingAnswer, BookingRequest } from '#contracts';
import type { Here } from '#platform';
import { Answers, InPractice, OpenToAll } from '../http/route.js';

/** A visitor books from the practice's public page. */
@Controller('api/v1/public/practices/:practice/bookings')
export class BookingsController {
  constructor(private readonly booking: BookingService) {}

  @Post()
  @OpenToAll('slug', 'anyone may book what a practice offers')
  @Answers(201, BookingAnswer)
  book(@InPractice() here: Here, @Body({ schema: BookingRequest }) request: BookingRequest): Promise<BookingAnswer> {
    return this.booking.book(here, request);
  }
}
