import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { CONFIG, type Config } from '#platform';
import { networkOf } from './network.js';
import { HttpRefusal } from './refusal.js';
import type { RapportRequest } from './request.js';
import { POLICY, type Policy } from './route.js';

/** Calls from one network, or of one user who is signed in, within a window of seconds. */
interface Budget {
  readonly name: string;
  readonly per: 'network' | 'user';
  readonly calls: number;
  readonly seconds: number;
}

const signIns: Budget = { name: 'sign-in', per: 'network', calls: 30, seconds: 60 };
const publicChanges: Budget = { name: 'public', per: 'network', calls: 120, seconds: 60 };
/** Each of them makes a contact of an address that somebody typed, and may write to it. */
const waitlistAsks: Budget = { name: 'waitlist', per: 'network', calls: 30, seconds: 600 };
/** Who has somebody else's session must not find out the password; who has the password signs in as ever. */
const passwordChanges: Budget = { name: 'password', per: 'user', calls: 10, seconds: 900 };

/** Counts calls against the budgets of one kind, in this process's memory. */
abstract class RateLimits implements CanActivate {
  private readonly limiters: ReadonlyMap<Budget, RateLimiterMemory>;

  protected constructor(
    per: Budget['per'],
    private readonly reflector: Reflector,
    private readonly config: Config,
  ) {
    const own = [signIns, publicChanges, waitlistAsks, passwordChanges].filter((budget) => budget.per === per);
    this.limiters = new Map(
      own.map((budget) => [
        budget,
        new RateLimiterMemory({ points: budget.calls, duration: budget.seconds, keyPrefix: budget.name }),
      ]),
    );
  }

  /** Whose calls are counted together. */
  protected abstract keyOf(request: RapportRequest): string;

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RapportRequest>();
    const policy = this.reflector.get<Policy | undefined>(POLICY, context.getHandler());
    const budget = this.config.RATE_LIMIT ? budgetOf(policy, request.method, request.routeOptions.url ?? '') : null;
    const limiter = budget && this.limiters.get(budget);
    if (!budget || !limiter) return true;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const { left, milliseconds, over } = await spend(limiter, this.keyOf(request));
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

/**
 * Slows one network down where nobody is known yet: sign-ins, and what anyone may post. It counts by network and never
 * by person, so nobody can lock somebody else out.
 */
@Injectable()
export class RateLimitGuard extends RateLimits {
  constructor(reflector: Reflector, @Inject(CONFIG) config: Config) {
    super('network', reflector, config);
  }

  protected keyOf({ ip }: RapportRequest): string {
    return networkOf(ip);
  }
}

/** Slows one user down who is signed in, whichever of their sessions it is: it comes after the door. */
@Injectable()
export class UserRateLimitGuard extends RateLimits {
  constructor(reflector: Reflector, @Inject(CONFIG) config: Config) {
    super('user', reflector, config);
  }

  protected keyOf({ session }: RapportRequest): string {
    if (!session?.userId) throw new TypeError('Only a user who is signed in is counted.');
    return session.userId;
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
  if (method === 'PUT' && route === '/api/v1/admin/session/password') return passwordChanges;
  if (policy?.door !== 'public' || method === 'GET' || method === 'HEAD') return null;
  if (route.startsWith('/api/v1/webhooks/')) return null;
  if (/\/:practice\/(waitlist|wait\/:offering)$/.test(route)) return waitlistAsks;
  return /^\/(api\/v1\/(admin|portal)\/|me$)/.test(route) ? signIns : publicChanges;
}
