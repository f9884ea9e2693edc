import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { hashToken } from '#platform';
import type { RapportRequest } from './request.js';

/**
 * The cookies of the two kinds of session. The `__Host-` prefix ties them to this very host; browsers count
 * http://localhost as secure, so they work in local use as well.
 */
export const cookieNames = { member: '__Host-rapport-member', client: '__Host-rapport-client' } as const;

export type SessionKind = keyof typeof cookieNames;

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

/** The secret in the session cookie of a request, or null. */
export function sessionCookie(request: RapportRequest, kind: SessionKind): string | null {
  return request.cookies[cookieNames[kind]] || null;
}

/** Hands out a session's secret. It lasts as long as the browser's own session; the server ends it sooner. */
export function setSessionCookie(reply: FastifyReply, kind: SessionKind, secret: string): void {
  void reply.setCookie(cookieNames[kind], secret, attributes);
}

/** Takes the cookie back. */
export function clearSessionCookie(reply: FastifyReply, kind: SessionKind): void {
  void reply.clearCookie(cookieNames[kind], attributes);
}

/** By this a browser is known as the one in which somebody booked; it says nothing else and signs nobody in. */
const bookedCookie = '__Host-rapport-booked';

/** The secret of a browser in which somebody booked, or null. */
export function bookingBrowser(request: RapportRequest): string | null {
  return request.cookies[bookedCookie] || null;
}

/** Has the browser keep its secret for so many milliseconds. */
export function keepBookingBrowser(reply: FastifyReply, secret: string, milliseconds: number): void {
  void reply.setCookie(bookedCookie, secret, { ...attributes, maxAge: Math.floor(milliseconds / 1000) });
}

/** Whether the `X-CSRF-Token` of a request is the one of the session, compared in constant time. */
export function isCsrfToken(header: string | string[] | undefined, csrfHash: Buffer): boolean {
  if (typeof header !== 'string') return false;
  const hash = hashToken(header);
  return hash.length === csrfHash.length && timingSafeEqual(hash, csrfHash);
}
