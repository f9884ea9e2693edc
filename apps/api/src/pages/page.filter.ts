import { Catch, Inject, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { PageProblem } from '#contracts';
import { SessionService } from '#identity';
import { LOGGER, describeError, practiceOfToken, type Logger } from '#platform';
import { PracticeService } from '#practices';
import { isFault, problemOf } from '../http/problem.js';
import { sessionCookie } from '../http/door-cookies.js';
import { sendProblem } from '../http/problem.filter.js';
import type { RapportRequest } from '../http/request.js';
import { slashlessAddress } from '../http/slashless.js';
import { Site, SiteNotBuilt } from './site.js';

/** Whatever a page cannot do is said on a page, calmly; who is not signed in is sent to where one signs in. */
@Catch()
@Injectable()
export class PageFilter implements ExceptionFilter {
  constructor(
    private readonly site: Site,
    private readonly sessions: SessionService,
    private readonly practices: PracticeService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.getArgByIndex<RapportRequest>(0);
    const reply = host.getArgByIndex<FastifyReply>(1);
    const route = request.routeOptions.url ?? '';
    const notBuilt = error instanceof SiteNotBuilt;
    if (isFault(error) && !notBuilt) this.logger.error({ err: describeError(error), route }, 'a page failed');
    if (reply.sent || reply.raw.headersSent) return;
    const problem = problemOf(error, { requestId: request.id, byIfMatch: false });
    if (notBuilt) return sendProblem(reply, { ...problem, status: 503 });
    const needsSignIn = problem.status === 401 || problem.body.type === '/problems/form-link-only';
    if (needsSignIn) {
      const door = await this.signInPage(request);
      void reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex').redirect(door, 303);
      return;
    }
    if (problem.body.type === '/problems/private-locked') return askForPin(reply, route);
    const meant = problem.status === 404 ? slashlessAddress(request) : null;
    if (meant !== null) {
      void reply.redirect(meant, 308);
      return;
    }
    const kind = kindOf(problem.status, route);
    void reply.headers(problem.headers);
    try {
      const requestId = kind === 'internal' ? request.id : null;
      const framed = route.startsWith('/embed/');
      const practice = await this.practiceOfLink(request, route);
      const page = { page: 'problem', kind, requestId, practice } as const;
      this.site.send(request, reply, page, { status: problem.status, framed });
    } catch (failure) {
      this.logger.error({ err: describeError(failure), route }, 'the page of a problem failed');
      sendProblem(reply, problem);
    }
  }

  /**
   * Whose manage link it was: behind one that is dead, help and the way to one's own page stand all the same. Other links
   * may have come to somebody who was never told by whom.
   */
  private async practiceOfLink({ params }: RapportRequest, route: string): Promise<string | null> {
    const { token } = Object(params) as { token?: unknown };
    const id = route.startsWith('/a/') && typeof token === 'string' ? practiceOfToken(token) : null;
    return id === null ? null : ((await this.practices.findById(id))?.slug ?? null);
  }

  /** Where one signs in: at the practice of the session, also of one that has ended, so that nobody has to name it. */
  private async signInPage(request: RapportRequest): Promise<string> {
    const cookie = sessionCookie(request, 'client');
    if (request.hostPractice || cookie === null) return '/me';
    try {
      const practice = await this.sessions.practiceOf(cookie);
      return practice === null ? '/me' : `/me?practice=${practice}`;
    } catch (failure) {
      this.logger.error({ err: describeError(failure) }, 'the practice of a session was not found out');
      return '/me';
    }
  }
}

/** Where a PIN or passkey opens what was wanted. */
function askForPin(reply: FastifyReply, route: string): void {
  const wanted = route === '/me/settings' ? '?wanted=settings' : '';
  void reply.header('cache-control', 'no-store').redirect(`/me/private${wanted}`, 303);
}

function kindOf(status: number, route: string): PageProblem {
  if (status === 429) return 'too-many';
  if (status === 503) return 'unavailable';
  if (status >= 500) return 'internal';
  return /^\/[aiw]\//.test(route) ? 'dead-link' : 'not-found';
}
