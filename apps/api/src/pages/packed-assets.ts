import type { FastifyReply } from 'fastify';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HttpRefusal } from '../http/refusal.js';
import type { RapportRequest } from '../http/request.js';
import { acceptsGzip } from './site.js';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** For names that change with their content. */
const forEver = { 'cache-control': 'public, max-age=31536000, immutable' };

/**
 * The scripts and styles of one built folder. They are few, so they stay in memory, packed once; unless the headers
 * say otherwise a browser may keep them for ever.
 */
export class PackedAssets {
  private readonly files: ReadonlyMap<string, { readonly plain: Buffer; readonly packed: Buffer }>;

  constructor(
    folder: URL,
    private readonly headers: Readonly<Record<string, string>> = forEver,
  ) {
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => extname(name) in types) : [];
    this.files = new Map(
      names.map((name) => {
        const plain = readFileSync(new URL(name, folder));
        return [name, { plain, packed: gzipSync(plain, { level: 9 }) }];
      }),
    );
  }

  /** Sends one of them; a refusal where there is none of this name. */
  send(name: string, request: RapportRequest, reply: FastifyReply): void {
    const asset = this.files.get(name);
    if (!asset) throw new HttpRefusal('not-found', 'There is nothing at this address.');
    const packs = acceptsGzip(request);
    void reply
      .header('content-type', types[extname(name)] ?? '')
      .headers(this.headers)
      .header('vary', 'accept-encoding')
      .headers(packs ? { 'content-encoding': 'gzip' } : {})
      .send(packs ? asset.packed : asset.plain);
  }
}
