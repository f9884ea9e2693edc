import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { HttpRefusal } from '../http/refusal.js';
import type { RapportRequest } from '../http/request.js';
import { OpenToAll } from '../http/route.js';
import { AnyQuery } from './page-inputs.js';
import { acceptsGzip, builtSite } from './site.js';

interface Asset {
  readonly plain: Buffer;
  readonly packed: Buffer;
}

/** The scripts of the pages. Their names change with their content, so a browser may keep them for ever. */
@Controller('assets/site')
export class AssetsController {
  private readonly assets = readAssets();

  @Get(':file')
  @OpenToAll('none', 'the scripts of the public pages')
  file(
    @Param('file') file: string,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): void {
    const asset = this.assets.get(file);
    if (!asset) throw new HttpRefusal('not-found', 'There is nothing at this address.');
    const packs = acceptsGzip(request);
    void reply
      .header('content-type', 'text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .headers(packs ? { 'content-encoding': 'gzip' } : {})
      .send(packs ? asset.packed : asset.plain);
  }
}

/** They are few and small, so they stay in memory, packed once. */
function readAssets(): Map<string, Asset> {
  const folder = new URL('client/', builtSite);
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.js'))
      .map((name) => {
        const plain = readFileSync(new URL(name, folder));
        return [name, { plain, packed: gzipSync(plain, { level: 9 }) }];
      }),
  );
}
