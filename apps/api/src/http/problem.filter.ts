import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { LOGGER, describeError, type Logger } from '#platform';
import { Site, SiteNotBuilt } from '../pages/site.js';
import { escapeHtml, pagePolicy, plainPage } from './plain-page.js';
import { isFault, problemOf, type ProblemAnswer } from './problem.js';
import type { RapportRequest } from './request.js';
import { slashlessAddress } from './slashless.js';

/**
 * Turns whatever was thrown into problem+json, and into a page for a person. What is our own fault is logged and not
 * told; a page whose address ends in a slash is found without it.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly modules: ModuleRef,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.getArgByIndex<RapportRequest>(0);
    const reply = host.getArgByIndex<FastifyReply>(1);
    if (isFault(error))
      this.logger.error({ err: describeError(error), route: request.routeOptions?.url }, 'a request failed');
    if (reply.sent || reply.raw.headersSent) return;
    const answer = problemOf(error, { requestId: request.id, byIfMatch: request.ifMatch !== undefined });
    const meant = answer.status === 404 ? slashlessAddress(request) : null;
    if (meant !== null) void reply.redirect(meant, 308);
    else if (!isForAPerson(request)) sendProblem(reply, answer);
    else if (answer.status !== 404 || !this.sendPageOfSite(request, reply)) sendProblemPage(reply, answer);
  }

  /** That there is nothing, on a page of the site; false where the site is not built. */
  private sendPageOfSite(request: RapportRequest, reply: FastifyReply): boolean {
    try {
      const page = { page: 'problem', kind: 'not-found', requestId: null } as const;
      this.modules.get(Site, { strict: false }).send(request, reply, page, { status: 404 });
      return true;
    } catch (error) {
      if (error instanceof SiteNotBuilt) return false;
      throw error;
    }
  }
}

/** A browser that opens a page, not a program that calls the API. */
function isForAPerson({ method, url, headers }: RapportRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && (headers.accept ?? '').startsWith('text/html');
}

/** Says the same to a person, as a page. */
function sendProblemPage(reply: FastifyReply, { status, body }: ProblemAnswer): void {
  const title = String(body['title']);
  const words = `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(String(body['detail']))}</p><p><a href="/">To the first page</a></p>`;
  void reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', pagePolicy)
    .send(plainPage(title, words));
}

/** Sends a refusal over Fastify. */
export function sendProblem(reply: FastifyReply, { status, headers, body }: ProblemAnswer): void {
  void reply
    .code(status)
    .headers(headers)
    .removeHeader('etag')
    .header('cache-control', 'no-store')
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(body));
}
