import { Body, Controller, Get, Module, Param, Patch, Post, Query } from '@nestjs/common';
import { Id } from '#contracts';
import { Database, NotFound, StaleRevision, type Here } from '#platform';
import { z } from 'zod';
import {
  Answers,
  ForClients,
  ForMembers,
  ForOperator,
  IfMatch,
  InPractice,
  OpenToAll,
  TakesForms,
  TakesIfMatch,
} from '../../apps/api/src/http/route.js';

const Thing = z.strictObject({
  name: z.string().min(1),
  client: z.strictObject({ email: z.email() }).optional(),
  pick: z.union([z.strictObject({ local: z.string() }), z.string()]).optional(),
});
const Counted = z.strictObject({ count: z.int(), actor: z.string() });
const Anything = z.looseObject({});
const Versioned = z.strictObject({ id: Id, revision: z.int(), words: z.string() });

/** Routes with nothing behind them, one for each thing the edges do. */
@Controller('api/v1')
export class ProbeController {
  static count = 0;
  static revision = 3;
  static wait: Promise<void> = Promise.resolve();

  constructor(private readonly db: Database) {}

  @Post('admin/probe')
  @ForMembers('clients:write')
  @Answers(201, Counted)
  async create(@InPractice() here: Here, @Body({ schema: Thing }) thing: z.infer<typeof Thing>) {
    ProbeController.count += 1;
    await ProbeController.wait;
    if (thing.name === 'act and break')
      await this.db.inPractice(here, async (tx) => tx.audit('probe.acted', here.practiceId));
    if (thing.name.endsWith('break')) throw new Error('a secret of ours');
    return { count: ProbeController.count, actor: here.actor.kind };
  }

  @Post('admin/probe/owners')
  @ForMembers('clients:write', 'owner')
  @Answers(200)
  owners(): void {}

  @Get('admin/probe/list')
  @ForMembers('clients:read')
  @Answers(200, Anything)
  list(@Query({ schema: z.strictObject({ limit: z.coerce.number().int().max(5).optional() }) }) query: object) {
    return query;
  }

  @Get('admin/probe/things/:id')
  @ForMembers('clients:read')
  @Answers(200, Versioned)
  read(@Param('id', { schema: Id }) id: string) {
    return { id, revision: ProbeController.revision, words: 'as they were' };
  }

  @Patch('admin/probe/things/:id')
  @ForMembers('clients:write')
  @TakesIfMatch()
  @Answers(200, Versioned)
  change(@Param('id', { schema: Id }) id: string, @IfMatch() revision: number) {
    if (revision !== ProbeController.revision) throw new StaleRevision(ProbeController.revision);
    ProbeController.revision += 1;
    return { id, revision: ProbeController.revision, words: 'changed' };
  }

  @Get('admin/probe/write')
  @ForMembers('clients:read')
  @Answers(200, Anything)
  async writeOnGet(@InPractice() here: Here) {
    await this.db.inPractice(here, (tx) => tx.query(`DELETE FROM links`));
    return {};
  }

  @Get('admin/probe/surprise')
  @ForMembers('clients:read')
  @Answers(200, z.strictObject({ known: z.string() }))
  surprise() {
    return { known: 'yes', unknown: 'a field nobody declared' };
  }

  @Get('portal/probe')
  @ForClients()
  @Answers(200, Anything)
  portal(@InPractice() here: Here) {
    return { actor: here.actor.kind };
  }

  @Post('portal/probe')
  @ForClients()
  @Answers(200)
  portalChange(): void {}

  @Post('public/practices/:practice/probe')
  @OpenToAll('slug', 'a probe')
  @Answers(201, Counted)
  visit(@InPractice() here: Here) {
    ProbeController.count += 1;
    return { count: ProbeController.count, actor: here.actor.kind };
  }

  @Get('public/probe/:token')
  @OpenToAll('token', 'a probe')
  @Answers(200, Anything)
  byToken(@InPractice() here: Here): object {
    if (here.actor.kind === 'visitor') throw new NotFound('link');
    return {};
  }

  @Post('public/unsubscribe/probe')
  @OpenToAll('none', 'a probe')
  @TakesForms()
  @Answers(200, Anything)
  form(@Body({ schema: z.strictObject({ 'List-Unsubscribe': z.literal('One-Click') }) }) body: object) {
    return body;
  }

  @Post('operator/probe')
  @ForOperator()
  @Answers(201, Anything)
  operate() {
    ProbeController.count += 1;
    return { count: ProbeController.count };
  }
}

@Module({ controllers: [ProbeController] })
export class ProbeModule {}
