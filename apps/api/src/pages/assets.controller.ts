import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { RapportRequest } from '../http/request.js';
import { OpenToAll } from '../http/route.js';
import { PackedAssets } from './packed-assets.js';
import { AnyQuery } from './page-inputs.js';
import { builtSite } from './site.js';

/** The scripts of the public pages. */
@Controller('assets/site')
export class AssetsController {
  private readonly assets = new PackedAssets(new URL('client/', builtSite));

  @Get(':file')
  @OpenToAll('none', 'the scripts of the public pages')
  file(
    @Param('file') file: string,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): void {
    this.assets.send(file, request, reply);
  }
}
