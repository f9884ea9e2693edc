import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { SiteBundle, SitePage } from '#contracts';
import { CONFIG, LOGGER, type Config, type Logger } from '#platform';
import type { RapportRequest } from '../http/request.js';

/** Where Stripe's own page to pay on is. */
const stripeCheckout = 'https://checkout.stripe.com';
const worthPackingBytes = 1024;

/** The site was not built, so there are no pages; the API itself goes on. */
export class SiteNotBuilt extends Error {}

/** A page as it is to be sent. */
export interface Sent {
  readonly status?: number;
  readonly locale?: string;
  /** Whether something in it is for one person: then no copy is kept, nor is it packed beside what a stranger may have put in. */
  readonly personal?: boolean;
  /** Whether it is asked for in a frame on a page elsewhere, which any page may hold. */
  readonly framed?: boolean;
}

/** The built site: renders pages, and says in their policy that nothing but them may run. */
@Injectable()
export class Site implements OnModuleInit {
  private bundle: SiteBundle | undefined;
  private scripts: Readonly<Record<string, readonly string[]>> = {};
  /** What a page may do, but for who may frame it. */
  private policy = '';

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    const entry = new URL('ssr/entry-server.js', builtSite);
    if (!existsSync(entry)) {
      this.logger.warn('the site is not built, so its pages cannot be shown');
      return;
    }
    const { default: bundle } = (await import(entry.href)) as { default: SiteBundle };
    this.bundle = bundle;
    this.scripts = scriptsIn(JSON.parse(readFileSync(new URL('client/manifest.json', builtSite), 'utf8')) as Manifest);
    const checkout = this.config.STRIPE_API_URL ? new URL(this.config.STRIPE_API_URL).origin : stripeCheckout;
    this.policy = [
      "default-src 'none'",
      `style-src 'sha256-${createHash('sha256').update(bundle.style).digest('base64')}'`,
      "script-src 'self'",
      "connect-src 'self'",
      'img-src data:',
      // Without a script a form is answered with the way to the page to pay on.
      `form-action 'self' ${checkout}`,
      "base-uri 'none'",
    ].join('; ');
  }

  /** Sends a page. Throws SiteNotBuilt. */
  send(request: RapportRequest, reply: FastifyReply, page: SitePage, sent: Sent = {}): void {
    if (!this.bundle) throw new SiteNotBuilt('The site is not built.');
    const { status = 200, locale = 'en-GB', personal = true, framed = false } = sent;
    const html = Buffer.from(this.bundle.render(page, { locale, scripts: this.scripts, framed }));
    const packs = !personal && html.length > worthPackingBytes && acceptsGzip(request);
    // The older header knows no page that anybody may frame.
    if (framed) reply.removeHeader('x-frame-options');
    void reply
      .code(status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', `${this.policy}; frame-ancestors ${framed ? 'http: https:' : "'none'"}`)
      .header('cache-control', personal ? 'no-store' : 'no-cache')
      .header('vary', 'accept-encoding, accept-language')
      .headers(personal ? { 'x-robots-tag': 'noindex' } : {})
      .headers(packs ? { 'content-encoding': 'gzip' } : {})
      .send(packs ? gzipSync(html) : html);
  }
}

/** The folder of the built site, seen from the source and from the build. */
export const builtSite: URL = ['../../../site/', '../../../../dist/apps/site/']
  .map((path) => new URL(path, import.meta.url))
  .find((folder, index, all) => existsSync(new URL('ssr/', folder)) || index === all.length - 1)!;

export const acceptsGzip = ({ headers }: Pick<RapportRequest, 'headers'>): boolean =>
  /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));

type Manifest = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] }>>;

/** The addresses of each entry by its name: its own first, then all it needs. */
function scriptsIn(manifest: Manifest): Record<string, string[]> {
  const withImports = (key: string): string[] => [key, ...(manifest[key]?.imports ?? []).flatMap(withImports)];
  return Object.fromEntries(
    Object.keys(manifest).flatMap((key) => {
      const [, name] = /([\w-]+)\.entry\.tsx$/.exec(key) ?? [];
      if (!name) return [];
      const keys = [...new Set(withImports(key))];
      return [[name, keys.map((one) => `/assets/site/${manifest[one]!.file}`)]];
    }),
  );
}
