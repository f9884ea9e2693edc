import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { PlatformModule, type Clock, type Config, type EgressWays } from '#platform';
import { adminControllers } from './admin/controllers.js';
import { PasswordStrategy } from './admin/password.strategy.js';
import { domains } from './domains.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { AnswerInterceptor } from './http/answer.interceptor.js';
import { DoorGuard } from './http/door.guard.js';
import { IdempotencyInterceptor } from './http/idempotency.interceptor.js';
import { IdempotentAnswers } from './http/idempotent-answers.js';
import { HttpMetrics } from './http/metrics.js';
import { OpenApiController } from './http/openapi.controller.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ProblemsController } from './http/problems.controller.js';
import { RateLimitGuard, UserRateLimitGuard } from './http/rate-limit.guard.js';
import { RequestHost } from './http/request-host.js';
import { RevisionInterceptor } from './http/revision.interceptor.js';
import { Routes } from './http/routes.js';
import { StrictInputInterceptor } from './http/strict-input.interceptor.js';
import { ValidationPipe } from './http/validation.pipe.js';
import { operatorControllers } from './operator/controllers.js';
import { PagesModule } from './pages/pages.module.js';
import { portalControllers } from './portal/controllers.js';
import { publicControllers } from './public/controllers.js';
import { webhooksControllers } from './webhooks/controllers.js';

export interface ApiModuleOptions {
  readonly config: Config;
  readonly clock?: Clock;
  readonly extraModules?: readonly (Type | DynamicModule)[];
  /** For tests, which fetch from servers of their own. */
  readonly egress?: EgressWays;
}

/** The HTTP shell: the libraries, the controllers of the five doors, and the edges around every route. */
@Module({})
export class ApiModule {
  static with({ config, clock, extraModules = [], egress }: ApiModuleOptions): DynamicModule {
    const entities = domains.flatMap((domain) => domain.entities);
    return {
      module: ApiModule,
      imports: [
        PlatformModule.with({ config, name: 'api', entities, ...(clock && { clock }), ...(egress && { egress }) }),
        ...domains.map((domain) => domain.module),
        PagesModule,
        ...extraModules,
      ],
      controllers: [
        HealthController,
        OpenApiController,
        ProblemsController,
        ...publicControllers,
        ...portalControllers,
        ...adminControllers,
        ...operatorControllers,
        ...webhooksControllers,
      ],
      providers: [
        HttpMetrics,
        IdempotentAnswers,
        PasswordStrategy,
        Readiness,
        RequestHost,
        Routes,
        // The first is the outermost.
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_GUARD, useClass: DoorGuard },
        { provide: APP_GUARD, useClass: UserRateLimitGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: RevisionInterceptor },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: StrictInputInterceptor },
        { provide: APP_PIPE, useClass: ValidationPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
