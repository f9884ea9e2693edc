import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AtPrivateSession } from '#identity';
import type { Here } from '#platform';
import { bookingBrowser } from '../http/door-cookies.js';
import type { RapportRequest } from '../http/request.js';

/** A client in their session at the door of their private parts. */
export interface PrivateVisit {
  readonly here: Here;
  readonly who: AtPrivateSession;
}

/** The client of this request, on routes for clients. */
export const AtPrivateParts = createParamDecorator((_: unknown, context: ExecutionContext): PrivateVisit => {
  const request = context.switchToHttp().getRequest<RapportRequest>();
  const { here, session } = request;
  if (here?.actor.kind !== 'client' || !session) throw new TypeError('This route is not for clients.');
  return { here, who: { clientId: here.actor.id, session, browser: bookingBrowser(request) } };
});
