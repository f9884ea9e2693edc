import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { lastValueFrom, from, type Observable } from 'rxjs';
import { DatabaseAway, DomainError, LOGGER, actorId, describeError, type Logger } from '#platform';
import {
  crashedAfter,
  IdempotentAnswers,
  nowhere,
  type CallScope,
  type KeptAnswer,
  type RunningCall,
} from './idempotent-answers.js';
import { canonicalJson } from './json-body.js';
import { RepeatedProblem, problemOf, type ProblemAnswer } from './problem.js';
import { HttpRefusal, invalid } from './refusal.js';
import type { RapportRequest } from './request.js';
import { TAKES_CREDENTIALS } from './route.js';
import { isOfTheApi } from './routes.js';

/** Headers that belong to the answer itself and are given again with it. */
const keptHeaders = ['etag', 'location'];
const betweenTries = 500;

/**
 * A POST to the API with an `Idempotency-Key` has its effect once: the same call again gets the first answer. A page writes
 * its own answer, so there is none to keep; no browser sends a key with a form.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly answers: IdempotentAnswers,
    private readonly reflector: Reflector,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<RapportRequest>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined) return next.handle();
    if (!isOfTheApi({ path: request.routeOptions.url ?? '' })) return next.handle();
    if (this.reflector.get<boolean | undefined>(TAKES_CREDENTIALS, context.getHandler())) return next.handle();
    return from(this.once(context, next, request, key));
  }

  private async once(
    context: ExecutionContext,
    next: CallHandler,
    request: RapportRequest,
    key: string | string[],
  ): Promise<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const begun = await this.answers.begin(this.scopeOf(request, keyText(key)));
    if (begun.is === 'running')
      throw new HttpRefusal('call-still-running', 'Wait a moment and repeat the call with the same key.', {
        headers: { 'retry-after': '1' },
      });
    if (begun.is === 'interrupted') throw interrupted();
    if (begun.is === 'other-body')
      throw new HttpRefusal('key-reused', 'Use a new Idempotency-Key for a request with another body.');
    if (begun.is === 'kept') return repeat(reply, begun.answer);
    return this.first(next, request, reply, begun.call);
  }

  private async first(
    next: CallHandler,
    request: RapportRequest,
    reply: FastifyReply,
    call: RunningCall,
  ): Promise<unknown> {
    try {
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.tryTo('keep an answer', () =>
        this.answers.keep(call, { status: reply.statusCode, headers: headersOf(reply), body }),
      );
      return body;
    } catch (error) {
      const problem = problemOf(error, { requestId: request.id, byIfMatch: request.ifMatch !== undefined });
      await this.tryTo('close a call', () => this.close(call, error, problem));
      throw error;
    }
  }

  /**
   * A refusal is kept; what may be tried again with its key is forgotten. A fault of ours that came after an effect is
   * neither: the next call is told that the effect may stand.
   */
  private async close(call: RunningCall, error: unknown, problem: ProblemAnswer): Promise<void> {
    if (problem.status < 500 && problem.status !== 429) return this.answers.keep(call, problem);
    // A domain that says "not just now" says so of a call that is safe to make again.
    const mayBeMadeAgain = problem.status === 429 || error instanceof DomainError;
    if (mayBeMadeAgain || !(await this.answers.mayHaveActed(call))) return this.answers.forget(call);
    return this.answers.keep(call, problemOf(interrupted(), { requestId: call.requestId, byIfMatch: false }));
  }

  /** Door, principal (or practice), the route with what its path names, and the key. */
  private scopeOf(request: RapportRequest, key: string): CallScope {
    const here = request.here ?? nowhere;
    const seat = here.actor.kind === 'client' ? seatOf(request) : '';
    const principal = request.here
      ? `${here.actor.kind}:${actorId(here.actor) ?? ''}${seat}`
      : `nowhere:${request.session?.idHash.toString('hex') ?? ''}`;
    const path = request.url.split('?')[0] ?? '';
    return {
      here,
      scope: this.answers.fingerprintOf(principal, 'POST', path, key),
      body: this.answers.fingerprintOf(canonicalJson(request.body)),
      requestId: request.id,
    };
  }

  /**
   * The call itself is over, well or ill: its answer goes out even where it could not be kept. While the database is
   * away that is tried on, so that who calls again with the key need not wait until the call is taken for dead.
   */
  private async tryTo(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error({ err: describeError(error) }, `could not ${what}`);
      if (error instanceof DatabaseAway) void this.tryOn(what, work);
    }
  }

  private async tryOn(what: string, work: () => Promise<void>): Promise<void> {
    const deadline = performance.now() + crashedAfter;
    while (performance.now() < deadline) {
      await pause(betweenTries, undefined, { ref: false });
      try {
        return await work();
      } catch (error) {
        if (error instanceof DatabaseAway) continue;
        this.logger.error({ err: describeError(error) }, `could not ${what}`);
        return;
      }
    }
  }
}

/**
 * Where a client sits: what they were told in one session, another session of theirs may not be allowed to read, nor this
 * one after it was locked. What they write has its effect once all the same, since nothing private is written twice.
 */
function seatOf({ session }: RapportRequest): string {
  const { sitting } = session ?? {};
  return [session?.idHash.toString('hex'), sitting?.id, sitting?.unlocked].join(':');
}

const interrupted = (): HttpRefusal =>
  new HttpRefusal(
    'call-interrupted',
    'The first call was cut off, and its answer is lost. Look whether it was done; if not, send it with a new key.',
  );

function repeat(reply: FastifyReply, { status, headers, body }: KeptAnswer): unknown {
  void reply.header('idempotency-replayed', 'true');
  if (status >= 400) {
    const again = { status, headers, body } as ProblemAnswer;
    throw new RepeatedProblem(again);
  }
  void reply.code(status).headers(headers);
  return body;
}

function keyText(key: string | string[]): string {
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw invalid({ path: 'Idempotency-Key', message: 'Send one key of 1 to 255 visible ASCII characters.' });
}

function headersOf(reply: FastifyReply): Record<string, string | string[]> {
  return Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = reply.getHeader(name);
      return value === undefined ? [] : [[name, Array.isArray(value) ? value.map(String) : String(value)]];
    }),
  );
}
