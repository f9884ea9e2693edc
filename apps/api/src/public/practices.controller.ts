import { Controller, Get } from '@nestjs/common';
import { PublicPractice } from '#contracts';
import { Database, type Here } from '#platform';
import { PracticeService } from '#practices';
import { OfferingService } from '#scheduling';
import { Answers, InPractice, OpenToAll } from '../http/route.js';
import { publicPractice } from './public-practice.js';

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
    return this.db.inPractice(here, (tx) =>
      publicPractice(tx, { practices: this.practices, offerings: this.offerings }),
    );
  }
}
