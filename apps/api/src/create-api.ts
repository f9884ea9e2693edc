import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BadConfig, LOGGER, createLogger, readConfig, type Config, type Logger } from '#platform';
import { ApiModule, type ApiModuleOptions } from './api.module.js';
import { HttpMetrics } from './http/metrics.js';
import { NestLogger } from './http/nest-logger.js';
import { Routes } from './http/routes.js';
import { createServer, equipServer } from './http/server.js';

/** The API, ready to listen or to be injected into. Throws BadConfig, and BadRoutes for a route without a policy. */
export async function createApi(options: Partial<ApiModuleOptions> = {}): Promise<NestFastifyApplication> {
  const config = options.config ?? readConfig(process.env);
  refuseInsecureAddress(config);
  const logger = new NestLogger(createLogger(config.LOG_LEVEL, 'api'));
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.with({ ...options, config }),
    createServer(config),
    {
      bodyParser: false,
      abortOnError: false,
      logger,
    },
  );
  await equipServer(app, { config, logger: app.get<Logger>(LOGGER), metrics: app.get(HttpMetrics) });
  app.get(Routes).check();
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** Session cookies are only accepted over https, or on this very machine: anywhere else signing in would fail in silence. */
function refuseInsecureAddress({ PUBLIC_URL }: Config): void {
  const { protocol, hostname } = new URL(PUBLIC_URL);
  const isLocal =
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname);
  if (protocol === 'http:' && !isLocal)
    throw new BadConfig(
      'The environment is not usable.\n  PUBLIC_URL: use https, since browsers keep session cookies from plain http; only localhost may do without',
    );
}
