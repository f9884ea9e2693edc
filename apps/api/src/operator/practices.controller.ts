import { Body, Controller, Param, Patch, Post } from '@nestjs/common';
import { Id, PracticeCreate, PracticeCreated, PracticePatch, PracticePayments } from '#contracts';
import { PracticeService } from '#practices';
import { instant } from '#platform';
import { Answers, ForOperator } from '../http/route.js';

/** Practices, as who runs the installation makes them. */
@Controller('api/v1/operator/practices')
export class OperatorPracticesController {
  constructor(private readonly practices: PracticeService) {}

  @Post()
  @ForOperator()
  @Answers(201, PracticeCreated)
  async create(@Body({ schema: PracticeCreate }) request: PracticeCreate): Promise<PracticeCreated> {
    const { practice, owner, apiKey } = await this.practices.create(request);
    const { id, slug, name, timeZone, currency, locale, country, status, createdAt } = practice;
    return {
      practice: { id, slug, name, timeZone, currency, locale, country, status, createdAt: instant(createdAt) },
      owner,
      apiKey,
    };
  }

  @Patch(':id')
  @ForOperator()
  @Answers(200, PracticePayments)
  async change(
    @Param('id', { schema: Id }) practiceId: Id,
    @Body({ schema: PracticePatch }) patch: PracticePatch,
  ): Promise<PracticePayments> {
    const { id, slug, stripeAccount, paymentsReady } = await this.practices.connectPayments(practiceId, patch);
    return { id, slug, stripeAccount, paymentsReady };
  }
}
