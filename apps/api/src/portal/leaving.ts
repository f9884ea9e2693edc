import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SessionService } from '#identity';
import { Database } from '#platform';
import { clearSessionCookie } from '../http/door-cookies.js';
import type { PrivateVisit } from './private-visit.js';

/** Signing a client out. */
@Injectable()
export class Leaving {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
  ) {}

  /** Ends the session; what the browser kept of the pages goes too, so that nothing is left for whoever uses it next. */
  async signOut({ here, who }: PrivateVisit, reply: FastifyReply): Promise<void> {
    await this.db.inPractice(here, async (tx) => {
      await this.sessions.end(tx, who.session.idHash);
      tx.audit('client.signed-out', who.clientId);
    });
    clearSessionCookie(reply, 'client');
    void reply.header('clear-site-data', '"cache", "cookies", "storage"');
  }
}
