import type { FastifyRequest } from 'fastify';
import type { Sitting } from '#identity';
import type { Here } from '#platform';
import type { OpenPractice } from '#practices';

/** A request after the edges: with its practice and actor, and what the route asked to be read from its headers. */
export interface RapportRequest extends FastifyRequest {
  here?: Here;
  /** The practice at whose own host the request came; nothing of any other is there. */
  hostPractice?: OpenPractice | null;
  ifMatch?: number;
  /** The very bytes of a JSON body, for checking signatures. */
  rawBody?: Buffer;
  /** The signed-in session behind a cookie, for the routes that end or describe it. */
  session?: Session;
}

/** The signed-in session behind a cookie. */
export interface Session {
  readonly idHash: Buffer;
  readonly kind: 'member' | 'client';
  readonly userId: string | null;
  readonly practiceId: string | null;
  /** The one form that a client's session opens; null opens their own page. */
  readonly assignmentId: string | null;
  /** A client's: whether the private parts are open, and until when if nothing private is used meanwhile. */
  readonly unlocked: boolean;
  readonly locksAt: Date | null;
  /** On routes that show or write something private: who sits there now. */
  readonly sitting?: Sitting;
}
