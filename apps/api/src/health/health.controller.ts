import { Controller, Get, Res } from '@nestjs/common';
import { HealthView, ReadinessView } from '#contracts';
import type { FastifyReply } from 'fastify';
import { AlsoAnswers, Answers, OpenToAll } from '../http/route.js';
import { retryAfterSeconds } from '../http/problem.js';
import { Readiness } from './readiness.js';

/** Whether the process lives, and whether the installation can serve. */
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('healthz')
  @OpenToAll('none', 'Watchers ask it; it tells nothing but that the process lives.')
  @Answers(200, HealthView)
  alive(): HealthView {
    return { status: 'ok' };
  }

  @Get('readyz')
  @OpenToAll('none', 'Watchers ask it; it names parts, never data or addresses.')
  @Answers(200, ReadinessView)
  @AlsoAnswers(503, ReadinessView, 'It cannot serve; `parts` says why.')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessView> {
    void reply.header('cache-control', 'no-store');
    const view = await this.readiness.look();
    if (view.status === 'not_ready') void reply.code(503).header('retry-after', retryAfterSeconds);
    return view;
  }
}
