import { applyDecorators, createParamDecorator, HttpCode, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Sitting } from '#identity';
import type { Here, MemberRole } from '#platform';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Scope } from '#contracts';
import type { z } from 'zod';
import type { RapportRequest, Session } from './request.js';

/** Who may call a route. Every route has exactly one of these, and a test walks all routes. */
export type Policy =
  | { readonly door: 'public'; readonly practice: 'slug' | 'token' | 'body' | 'none'; readonly why: string }
  | { readonly door: 'client'; readonly opens: ClientPart }
  | { readonly door: 'member'; readonly scope: Scope; readonly roles: readonly MemberRole[] }
  | { readonly door: 'session' }
  | { readonly door: 'operator' };

/**
 * What of a client's a route opens. `session`: the session itself and how it is unlocked. `form`: one form, also for the
 * session that its link began. `appointments`: what a sign-in link opens. `private`: what needs a PIN or passkey too.
 */
export type ClientPart = 'session' | 'form' | 'appointments' | 'private';

export const POLICY = Symbol('Policy');
export const ANSWER = Symbol('Answer');

/** Anyone may call it. `practice` says where the practice comes from: the slug or the secret in the path, or nowhere. `why` is for the reviewed public list. */
export const OpenToAll = (practice: 'slug' | 'token' | 'body' | 'none', why: string) =>
  SetMetadata(POLICY, { door: 'public', practice, why } satisfies Policy);

/** A signed-in client, for this part of their own things. */
export const ForClients = (opens: ClientPart = 'appointments') =>
  SetMetadata(POLICY, { door: 'client', opens } satisfies Policy);

/** Members of these roles with a session, or an API key with this scope. */
export const ForMembers = (scope: Scope, ...roles: readonly MemberRole[]) =>
  SetMetadata(POLICY, { door: 'member', scope, roles } satisfies Policy);

/** Anyone signed in as a member, whichever practice they work in, or none yet: for describing and ending the session itself. */
export const ForSession = () => SetMetadata(POLICY, { door: 'session' } satisfies Policy);

/** Who runs the installation. */
export const ForOperator = () => SetMetadata(POLICY, { door: 'operator' } satisfies Policy);

/** What a route answers when all goes well. */
export interface AnswerShape {
  readonly status: 200 | 201 | 202 | 204;
  readonly schema: z.ZodType | undefined;
}

/** The status and the shape of the successful answer: sent with it, and described by it in /openapi.json. */
export const Answers = (status: 200 | 201 | 202 | 204, schema?: z.ZodType) =>
  applyDecorators(HttpCode(status), SetMetadata(ANSWER, { status, schema } satisfies AnswerShape));

/** Another good answer of a route, and when it is given. */
export interface OtherAnswer {
  readonly status: number;
  readonly schema: z.ZodType;
  readonly when: string;
}

export const ALSO_ANSWERS = Symbol('AlsoAnswers');

/** A second status under which the route sends a body of its own that is no problem; described in /openapi.json. */
export const AlsoAnswers = (status: number, schema: z.ZodType, when: string) =>
  SetMetadata(ALSO_ANSWERS, [{ status, schema, when }] satisfies OtherAnswer[]);

export const REFUSES = Symbol('Refuses');

/**
 * The refusals of a route beyond those that every route of its kind can give, by the codes of the catalogue. Stories
 * fail on a refusal whose status is not in /openapi.json for its route.
 */
export const Refuses = (...codes: readonly string[]) => SetMetadata(REFUSES, codes);

/** The practice and the actor of this request. */
export const InPractice = createParamDecorator((_: unknown, context: ExecutionContext): Here => {
  const { here } = context.switchToHttp().getRequest<RapportRequest>();
  if (!here) throw new TypeError('This route has no practice.');
  return here;
});

/** The revision in `If-Match`; a missing header was answered with 428 before. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { ifMatch } = context.switchToHttp().getRequest<RapportRequest>();
  if (ifMatch === undefined) throw new TypeError('This route does not take If-Match.');
  return ifMatch;
});

export const TAKES_IF_MATCH = Symbol('TakesIfMatch');

/** PATCH and PUT of what people edit: the answer to GET carried an ETag, and the change must name it. */
export const TakesIfMatch = () => SetMetadata(TAKES_IF_MATCH, true);

/**
 * A POST that also reads form-encoded bodies: one-click unsubscribing, and pages without scripts. Everything else takes JSON
 * only. (For the very bytes of a JSON body, to check a signature, take Nest's `@RawBody()`.)
 */
export const TakesForms = () => RouteConfig({ takesForms: true });

/** The session behind the cookie, on routes for sessions. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext): Session => {
  const { session } = context.switchToHttp().getRequest<RapportRequest>();
  if (!session) throw new TypeError('This route has no session.');
  return session;
});

/** Who sits in front of the client's private things, on routes that open a form or something private. */
export const AtSitting = createParamDecorator((_: unknown, context: ExecutionContext): Sitting => {
  const { session } = context.switchToHttp().getRequest<RapportRequest>();
  if (!session?.sitting) throw new TypeError('This route has no sitting.');
  return session.sitting;
});

export const TAKES_CREDENTIALS = Symbol('TakesCredentials');

/** What this route takes or hands out is a credential: nothing of a call is kept, so an `Idempotency-Key` has no meaning. */
export const TakesCredentials = () => SetMetadata(TAKES_CREDENTIALS, true);
