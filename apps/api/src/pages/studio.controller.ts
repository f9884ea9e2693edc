import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { LOGGER, type Logger } from '#platform';
import { sessionCookie } from '../http/door-cookies.js';
import { HttpRefusal } from '../http/refusal.js';
import type { RapportRequest } from '../http/request.js';
import { OpenToAll } from '../http/route.js';
import { PackedAssets } from './packed-assets.js';
import { AnyQuery } from './page-inputs.js';

/** The build of the tree whose sources run, or beside the built API. */
const folder =
  ['../../../../dist/apps/studio/', '../../../studio/']
    .map((place) => new URL(place, import.meta.url))
    .find((place) => existsSync(new URL('index.html', place))) ?? new URL('../../../studio/', import.meta.url);

/** The studio, where coaches work: one page whose scripts call the admin door. It holds nothing of anybody. */
@Controller()
export class StudioController {
  private readonly page = existsSync(new URL('index.html', folder))
    ? readFileSync(new URL('index.html', folder), 'utf8')
    : null;
  private readonly assets = new PackedAssets(folder);

  constructor(@Inject(LOGGER) logger: Logger) {
    if (this.page === null) logger.warn('the studio is not built, so it cannot be shown');
  }

  @Get(['studio', 'studio/*'])
  @OpenToAll('none', 'the empty page of the studio; what it shows comes through the admin door')
  studio(
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): void {
    if (this.page === null) throw new HttpRefusal('not-found', 'The studio is not built.');
    // Mantine writes its variables into a style element of its own, which the policy knows by this nonce.
    const nonce = randomBytes(16).toString('base64');
    void reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', policy(nonce))
      .send(
        this.page
          .replace('__NONCE__', nonce)
          .replace('__SESSION__', sessionCookie(request, 'member') ? 'perhaps' : 'none'),
      );
  }

  @Get('assets/studio/:file')
  @OpenToAll('none', 'the scripts and styles of the studio')
  file(
    @Param('file') file: string,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): void {
    this.assets.send(file, request, reply);
  }
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
