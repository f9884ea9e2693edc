import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LOGGER, describeError, type Logger } from '#platform';
import { escapeHtml, pagePolicy, plainPage } from './plain-page.js';
import { isFault, problemOf, type ProblemAnswer } from './problem.js';
import type { RapportRequest } from './request.js';

/** Turns whatever was thrown into problem+json. What is our own fault is logged and not told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.getArgByIndex<RapportRequest>(0);
    const reply = host.getArgByIndex<FastifyReply>(1);
    if (isFault(error))
      this.logger.error({ err: describeError(error), route: request.routeOptions?.url }, 'a request failed');
    if (reply.sent || reply.raw.headersSent) return;
    const answer = problemOf(error, { requestId: request.id, byIfMatch: request.ifMatch !== undefined });
    if (isForAPerson(request)) sendProblemPage(reply, answer);
    else sendProblem(reply, answer);
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
