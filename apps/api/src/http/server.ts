import cookie from '@fastify/cookie';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId, requestScope, type Config, type Logger } from '#platform';
import { registerBodyParsers } from './body-parsers.js';
import type { HttpMetrics } from './metrics.js';
import { problemOf } from './problem.js';
import { sendProblem } from './problem.filter.js';
import { HttpRefusal } from './refusal.js';
import { strictHeaders } from './strict-headers.js';
import { refuseExpectations, refuseUnreadable } from './unreadable.js';

export const bodyLimitBytes = 256 * 1024;
const second = 1000;

/** A server that cuts slow and oversized requests early and names every request. */
export function createServer({ TRUST_PROXY, PUBLIC_URL }: Pick<Config, 'TRUST_PROXY' | 'PUBLIC_URL'>): FastifyAdapter {
  const headers = strictHeaders(PUBLIC_URL);
  return new FastifyAdapter({
    logger: false,
    // Without a proxy that is known, everybody is taken at their own address: headers can say anything.
    trustProxy: typeof TRUST_PROXY === 'number' ? (_address, hop) => hop < TRUST_PROXY : TRUST_PROXY,
    genReqId: () => newId(),
    bodyLimit: bodyLimitBytes,
    requestTimeout: 20 * second,
    keepAliveTimeout: 65 * second,
    forceCloseConnections: 'idle',
    http: {
      connectionsCheckingInterval: second,
      headersTimeout: 8 * second,
      requestTimeout: 20 * second,
      maxHeaderSize: 16 * 1024,
    },
    routerOptions: { maxParamLength: 400, ignoreTrailingSlash: false },
    return503OnClosing: true,
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      const refusal = new HttpRefusal('not-found', 'There is nothing at this address.');
      void reply.headers({ ...headers, 'x-request-id': request.id });
      sendProblem(reply, problemOf(refusal, { requestId: request.id, byIfMatch: false }));
    },
    clientErrorHandler: refuseUnreadable(headers),
  });
}

/** What every request meets on its way in and out, whatever its route. */
export async function equipServer(
  app: NestFastifyApplication,
  { config, logger, metrics }: { config: Config; logger: Logger; metrics: HttpMetrics },
): Promise<void> {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const headers = strictHeaders(config.PUBLIC_URL);
  refuseExpectations(fastify.server, headers);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    requestScope.run({ requestId: request.id }, done);
  });
  // Reading a body ends in the socket's own context, so the request's is entered anew.
  fastify.addHook('preValidation', (request, _reply, done) => requestScope.run({ requestId: request.id }, done));
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime);
    // The pattern, never the address: addresses hold tokens.
    const line = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    requestScope.run({ requestId: request.id }, () => logger.info(line, 'request'));
    done();
  });
  registerBodyParsers(fastify);
  await app.register(cookie);
}
