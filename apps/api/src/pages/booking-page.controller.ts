import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BookingRequest, fieldFaults, Slug, type BookingFields } from '#contracts';
import { DomainError, Invalid, type Here } from '#platform';
import { SlotNotOffered, SlotTaken } from '#scheduling';
import type { RapportRequest } from '../http/request.js';
import { InPractice, OpenToAll, TakesForms } from '../http/route.js';
import { BrowserBooking } from '../public/browser-booking.js';
import { BookingPages, type BookingPageAsked } from './booking-page-view.js';
import { withHelpFor } from './help-for.js';
import { BookingForm, BookingPageQuery } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { Site } from './site.js';

/** Choosing a time and booking it, with a script or without. */
@Controller(':practice/book/:offering')
@UseFilters(PageFilter)
export class BookingPageController {
  constructor(
    private readonly pages: BookingPages,
    private readonly booking: BrowserBooking,
    private readonly site: Site,
  ) {}

  @Get()
  @OpenToAll('slug', 'free times are public; who has the others is not on the page')
  async show(
    @InPractice() here: Here,
    @Param('offering', { schema: Slug }) offering: string,
    @Query({ schema: BookingPageQuery }) { start, ...query }: BookingPageQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.page(here, request, reply, offering, { ...query, fields: { start: start ?? '' } }, 200);
  }

  /** A browser without scripts books; what does not hold comes back with everything that was typed. */
  @Post()
  @TakesForms()
  @OpenToAll('slug', 'anyone may book what a practice offers')
  async book(
    @InPractice() here: Here,
    @Param('offering', { schema: Slug }) offering: string,
    @Query({ schema: BookingPageQuery }) { from }: BookingPageQuery,
    @Body({ schema: BookingForm }) form: BookingForm,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { timeZone, coach, source, framed, ...fields } = form;
    const asked = { from, zone: timeZone, coach, source, fields };
    const read = BookingRequest.safeParse(requestOf(offering, form));
    if (!read.success) {
      await this.page(here, request, reply, offering, { ...asked, faults: fieldFaults(read.error) }, 400);
      return;
    }
    try {
      const { payment, manageUrl } = await this.booking.book(here, read.data, request, reply);
      // A form may lead to no other host of ours; the manage link is here as well as at the practice's own.
      const own = new URL(manageUrl).pathname;
      // Whoever comes from a page elsewhere reads first what is kept for them and where they are, and finds it again from paying.
      const next = framed ? own : (payment.checkoutUrl ?? own);
      void reply.header('cache-control', 'no-store').redirect(next, 303);
    } catch (error) {
      const { status, more } = refused(error, fields);
      await this.page(here, request, reply, offering, { ...asked, ...more }, status);
    }
  }

  private async page(
    here: Here,
    request: RapportRequest,
    reply: FastifyReply,
    offering: string,
    asked: BookingPageAsked,
    status: number,
  ): Promise<void> {
    const read = await this.pages.view(here, offering, asked);
    const view = { ...read, practice: withHelpFor(request, read.practice, asked.zone) };
    this.site.send(
      request,
      reply,
      { page: 'booking', view },
      { status, locale: view.practice.locale, personal: status !== 200 },
    );
  }
}

/** What a refusal means for the form; anything that is no refusal is thrown on. */
function refused(error: unknown, fields: BookingFields): { status: number; more: Partial<BookingPageAsked> } {
  if (error instanceof SlotTaken || error instanceof SlotNotOffered) {
    const { alternatives } = error;
    return { status: 409, more: { problem: 'slot-taken', alternatives, fields: { ...fields, start: '' } } };
  }
  if (error instanceof Invalid) return { status: 400, more: { faults: error.faults } };
  if (error instanceof DomainError && error.kind === 'unavailable')
    return { status: 503, more: { problem: 'try-again' } };
  throw error;
}

/** The form as the API would have got it: a field that was not on the page is not sent. */
function requestOf(offering: string, form: BookingForm): unknown {
  const { start, timeZone, coach, source, name, email, phone, partnerName, partnerEmail } = form;
  return {
    offering,
    ...(coach && { coach }),
    start,
    client: { name: name.trim(), email: email.trim(), timeZone, ...(phone && { phone: phone.trim() }) },
    ...((partnerName || partnerEmail) && {
      partner: { name: partnerName.trim(), email: partnerEmail.trim(), timeZone },
    }),
    ...(source && { source }),
  };
}
