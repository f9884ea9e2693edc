import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { CONFIG, type Config } from '#platform';
import { networkOf } from './network.js';
import { HttpRefusal } from './refusal.js';
import type { RapportRequest } from './request.js';
import { POLICY, type Policy } from './route.js';

/** Calls from one network within a window of seconds. */
interface Budget {
  readonly name: string;
  readonly calls: number;
  readonly seconds: number;
}

const signIns: Budget = { name: 'sign-in', calls: 30, seconds: 60 };
const publicChanges: Budget = { name: 'public', calls: 120, seconds: 60 };

/**
 * Slows one network down where nobody is known yet: sign-ins, and what anyone may post. It counts by network and never
 * by account, so nobody can lock somebody else out.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly limiters = new Map(
    [signIns, publicChanges].map((budget) => [
      budget,
      new RateLimiterMemory({ points: budget.calls, duration: budget.seconds, keyPrefix: budget.name }),
    ]),
  );

  constructor(
    private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RapportRequest>();
    const policy = this.reflector.get<Policy | undefined>(POLICY, context.getHandler());
    const budget = this.config.RATE_LIMIT ? budgetOf(policy, request.method, request.routeOptions.url ?? '') : null;
    const limiter = budget && this.limiters.get(budget);
    if (!budget || !limiter) return true;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const { left, milliseconds, over } = await spend(limiter, networkOf(request.ip));
    const seconds = Math.ceil(milliseconds / 1000);
    void reply.header('ratelimit-policy', `"${budget.name}";q=${budget.calls};w=${budget.seconds}`);
    void reply.header('ratelimit', `"${budget.name}";r=${left};t=${seconds}`);
    if (over)
      throw new HttpRefusal('too-many-requests', `Please wait ${seconds} seconds and try again.`, {
        headers: { 'retry-after': String(Math.max(1, seconds)) },
      });
    return true;
  }
}

async function spend(limiter: RateLimiterMemory, key: string) {
  try {
    const spent = await limiter.consume(key);
    return { left: spent.remainingPoints, milliseconds: spent.msBeforeNext, over: false };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return { left: 0, milliseconds: refused.msBeforeNext, over: true };
  }
}

/** What a route is counted against, if anything. Webhooks prove themselves by signature and come in bursts; reading is cheap. */
export function budgetOf(policy: Policy | undefined, method: string, route: string): Budget | null {
  if (policy?.door !== 'public' || method === 'GET' || method === 'HEAD') return null;
  if (route.startsWith('/api/v1/webhooks/')) return null;
  return /^\/(api\/v1\/(admin|portal)\/|me$)/.test(route) ? signIns : publicChanges;
}
