import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { CONFIG, practiceOfToken, sameSecret, type Config, type Here } from '#platform';
import { ApiKeyService, MemberService, SessionService } from '#identity';
import { PracticeService } from '#practices';
import { bookingBrowser, isCsrfToken, sessionCookie, type SessionKind } from './door-cookies.js';
import { revisionIn } from './if-match.js';
import { HttpRefusal } from './refusal.js';
import { RequestHost } from './request-host.js';
import type { RapportRequest } from './request.js';
import { POLICY, TAKES_IF_MATCH, type ClientPart, type Policy } from './route.js';

type MemberPolicy = Extract<Policy, { door: 'member' }>;
type ClientPolicy = Extract<Policy, { door: 'client' }>;
type PublicPolicy = Extract<Policy, { door: 'public' }>;

/** Lets a request through its route's door, and tells it which practice it is in and as whom. */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
    private readonly practices: PracticeService,
    private readonly sessions: SessionService,
    private readonly members: MemberService,
    private readonly keys: ApiKeyService,
    private readonly hosts: RequestHost,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RapportRequest>();
    const policy = this.reflector.get<Policy | undefined>(POLICY, context.getHandler());
    if (!policy) throw new TypeError('A route without a policy lets nobody in.');
    request.hostPractice = await this.hosts.practiceAt(request);
    const found = await this.enter(policy, request);
    if (isOfAnother(request, found)) throw notHere();
    if (found) request.here = isReading(request) ? { ...found, readOnly: true } : found;
    if (this.reflector.get<boolean | undefined>(TAKES_IF_MATCH, context.getHandler()))
      request.ifMatch = revisionIn(request.headers['if-match']);
    return true;
  }

  private enter(policy: Policy, request: RapportRequest): Promise<Here | null> {
    switch (policy.door) {
      case 'public':
        return this.asVisitor(policy, request);
      case 'client':
        return this.asClient(policy, request);
      case 'session':
        return this.session(request, 'member').then(() => null);
      case 'member':
        return this.asMember(policy, request);
      case 'operator':
        return this.asOperator(request);
    }
  }

  private async asVisitor(policy: PublicPolicy, request: RapportRequest): Promise<Here | null> {
    // A page of another site must not sign somebody in here as somebody else, nor choose with what they open their own.
    if (!isReading(request) && setsCredentials.test(request.routeOptions.url ?? '')) this.refuseForeignOrigin(request);
    if (policy.practice === 'none' || policy.practice === 'body') return null;
    const practice = await this.practiceNamedIn(policy.practice, request.params as Record<string, string | undefined>);
    if (!practice) throw notHere();
    return { practiceId: practice.id, actor: { kind: 'visitor', browser: bookingBrowser(request) } };
  }

  private async practiceNamedIn(by: 'slug' | 'token', params: Record<string, string | undefined>) {
    if (by === 'slug') return this.practices.findBySlug(params['practice'] ?? '');
    const id = practiceOfToken(params['token'] ?? '');
    return id === null ? null : this.practices.findById(id);
  }

  private async asClient({ opens }: ClientPolicy, request: RapportRequest): Promise<Here> {
    const session = await this.session(request, 'client');
    const { practiceId, clientId } = session;
    if (!practiceId || !clientId || !(await this.practices.findById(practiceId))) throw unauthenticated();
    mustOpen(opens, session.assignmentId, request);
    if (opens === 'private' && !session.unlocked)
      throw new HttpRefusal('private-locked', 'This part is private. Open it with your PIN or passkey first.');
    if (opens === 'form' || opens === 'private')
      request.session = { ...session, sitting: await this.sessions.sit(session.idHash) };
    return { practiceId, actor: { kind: 'client', id: clientId } };
  }

  private async asMember({ scope, roles }: MemberPolicy, request: RapportRequest): Promise<Here> {
    const bearer = bearerOf(request);
    if (bearer !== null) {
      const key = await this.keys.actorOf(bearer);
      if (!key) throw unauthenticated('Bearer');
      if (!key.actor.scopes.includes(scope))
        throw new HttpRefusal('forbidden', `This needs a key with the scope ${scope}.`);
      return key;
    }
    const { userId, practiceId } = await this.session(request, 'member');
    if (!userId) throw unauthenticated('Bearer');
    if (!practiceId) throw new HttpRefusal('practice-not-chosen', 'Sign in with the practice to work in.');
    const actor = await this.members.actorOf(userId, practiceId);
    if (!actor) throw unauthenticated('Bearer');
    if (roles.length > 0 && !roles.includes(actor.role))
      throw new HttpRefusal('forbidden', 'Your role does not include this.');
    return { practiceId, actor };
  }

  private async asOperator(request: RapportRequest): Promise<null> {
    const bearer = bearerOf(request);
    if (bearer === null || !sameSecret(bearer, this.config.RAPPORT_OPERATOR_KEY)) throw unauthenticated('Bearer');
    return null;
  }

  /** The live session behind the cookie; a change must also come from our page and carry its token. */
  private async session(request: RapportRequest, kind: SessionKind) {
    const cookie = sessionCookie(request, kind);
    const session = cookie === null ? null : await this.sessions.find(cookie, kind);
    if (!session) throw unauthenticated(kind === 'member' ? 'Bearer' : undefined);
    if (!isReading(request)) {
      this.refuseForeignOrigin(request);
      if (!isCsrfToken(csrfTokenIn(request), session.csrfHash))
        throw new HttpRefusal('csrf-failed', 'Send the X-CSRF-Token of this session.');
    }
    request.session = session;
    return session;
  }

  private refuseForeignOrigin(request: RapportRequest): void {
    // A plain form of a page that hands out no referrer comes without an origin; the browser says itself whose it is.
    const { origin, 'sec-fetch-site': site } = request.headers;
    if (isForm(request) && origin === 'null' && site === 'same-origin') return;
    if (!this.hosts.isOwnOrigin(request))
      throw new HttpRefusal('foreign-origin', 'Call this from a page of this site.');
  }
}

/** Whether something of another practice is asked for than the one at whose host the request came: by path, credential, or a secret in the body. */
function isOfAnother({ hostPractice, body }: RapportRequest, found: Here | null): boolean {
  if (!hostPractice) return false;
  if (found) return found.practiceId !== hostPractice.id;
  const { token } = Object(body) as { token?: unknown };
  const named = typeof token === 'string' ? practiceOfToken(token) : null;
  return named !== null && named !== hostPractice.id;
}

/** The link of a form opens that form alone: no other form is there, and of everything else only how to get in. */
function mustOpen(opens: ClientPart, assignmentId: string | null, { params }: RapportRequest): void {
  if (assignmentId === null || opens === 'session') return;
  if (opens === 'appointments')
    throw new HttpRefusal('form-link-only', 'The link of a form opens that form alone. Ask for a link to sign in.');
  if (opens === 'form' && (params as { id?: string }).id?.toLowerCase() !== assignmentId) throw notHere();
}

/** Routes open to anyone by which somebody signs in, or chooses what opens their private parts. */
const setsCredentials = /^\/(api\/v1\/((admin|portal)\/|public\/appointments\/:token\/private\b)|a\/:token\/private$)/;

const notHere = (): HttpRefusal => new HttpRefusal('not-found', 'There is nothing at this address.');

const isForm = ({ headers }: RapportRequest): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');

/** The token of a change: its header, or the field of a plain form, which only routes for forms read. */
const csrfTokenIn = (request: RapportRequest): string | string[] | undefined =>
  isForm(request) ? (request.body as { csrfToken?: string } | null)?.csrfToken : request.headers['x-csrf-token'];

const isReading = ({ method }: RapportRequest): boolean => method === 'GET' || method === 'HEAD';

/** The key in `Authorization`; empty where the header holds something else, null where there is none. */
function bearerOf({ headers }: RapportRequest): string | null {
  if (headers.authorization === undefined) return null;
  return /^Bearer +(.+)$/i.exec(headers.authorization)?.[1] ?? '';
}

/** RFC 9110 wants a challenge with every 401; a cookie has none. */
function unauthenticated(challenge?: 'Bearer'): HttpRefusal {
  return new HttpRefusal('unauthenticated', challenge ? 'Sign in, or send a live key.' : 'Please sign in.', {
    ...(challenge && { headers: { 'www-authenticate': challenge } }),
  });
}
