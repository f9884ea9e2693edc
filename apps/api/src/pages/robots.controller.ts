import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OpenToAll } from '../http/route.js';
import { AnyQuery } from './page-inputs.js';

/*
 * Pages of one person are not named: they say of themselves that they belong in no index. A program that is told to stay
 * away never reads that, and keeps the address of a leaked link, secret and all.
 */
const rules = ['User-agent: *', 'Disallow: /api/', 'Disallow: /studio', 'Disallow: /assets/studio/', ''].join('\n');

/** What programs that look for pages may look at. */
@Controller()
export class RobotsController {
  @Get('robots.txt')
  @OpenToAll('none', 'programs that look for pages ask it first; it names no practice and nobody')
  robots(@Query({ schema: AnyQuery }) _query: AnyQuery, @Res() reply: FastifyReply): void {
    void reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(rules);
  }
}
