import { Controller, Get } from '@nestjs/common';
import { PublicPractice, type PublicOffering } from '#contracts';
import { Database, type Here } from '#platform';
import { PracticeService, helpLinesFor } from '#practices';
import { OfferingService, type OfferingRow } from '#scheduling';
import { Answers, InPractice, OpenToAll } from '../http/route.js';

/** A practice as visitors see it, with its coaches, what can be booked, and help lines of its country. */
@Controller('api/v1/public/practices')
export class PublicPracticesController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly offerings: OfferingService,
  ) {}

  @Get(':practice')
  @OpenToAll('slug', 'what a practice shows to anyone; nothing personal')
  @Answers(200, PublicPractice)
  view(@InPractice() here: Here): Promise<PublicPractice> {
    return this.db.inPractice(here, async (tx) => {
      const practice = await this.practices.publicView(tx);
      const offerings = (await this.offerings.listPublic(tx)).map(offeringOf);
      return { ...practice, offerings, helpLines: helpLinesFor(practice.country) };
    });
  }
}

function offeringOf(row: OfferingRow): PublicOffering {
  const { slug, name, kind, durationMinutes, format, currency, priceMinor, depositMinor, payment, approval } = row;
  return {
    slug,
    name,
    kind,
    durationMinutes,
    format,
    price: { amount: priceMinor, currency },
    payment,
    ...(depositMinor !== null && { deposit: { amount: depositMinor, currency } }),
    approval,
    coaches: row.coaches.filter(({ active }) => active).map((coach) => coach.slug),
  };
}
