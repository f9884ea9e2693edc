import { Body, Controller, Post } from '@nestjs/common';
import { PracticeCreate, PracticeCreated } from '#contracts';
import { PracticeService } from '#practices';
import { instantOut } from '../http/instant-out.js';
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
      practice: { id, slug, name, timeZone, currency, locale, country, status, createdAt: instantOut(createdAt) },
      owner,
      apiKey,
    };
  }
}
