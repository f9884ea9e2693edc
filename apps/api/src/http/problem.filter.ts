import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LOGGER, describeError, type Logger } from '#platform';
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
    sendProblem(reply, problemOf(error, { requestId: request.id, byIfMatch: request.ifMatch !== undefined }));
  }
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
