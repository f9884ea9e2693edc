import { Body, Controller, Get, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { PrivateAccessView, PrivateNews, SitePage } from '#contracts';
import { ResponseService } from '#forms';
import {
  GiveAgain,
  LastFactor,
  PasskeyService,
  PrivateLocked,
  SessionService,
  TooManyTries,
  WrongCode,
  WrongPin,
} from '#identity';
import { Clock, Database, Invalid, NotFound } from '#platform';
import { PracticeService } from '#practices';
import { sessionCookie } from '../http/door-cookies.js';
import { hostName } from '../http/request-host.js';
import type { RapportRequest } from '../http/request.js';
import { ForClients, TakesForms } from '../http/route.js';
import { Leaving } from '../portal/leaving.js';
import { PrivateDoor } from '../portal/private-door.js';
import { AtPrivateParts, type PrivateVisit } from '../portal/private-visit.js';
import { PrivateForm, PrivatePageQuery, SignedInForm } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { Site } from './site.js';

type PrivatePage = Extract<SitePage, { page: 'private' }>;

/** What of the page is not read from how things stand. */
interface Shown {
  readonly wanted: string | null;
  readonly news?: PrivateNews | null;
  readonly triesLeft?: number | null;
  readonly tried?: number;
  readonly waitSeconds?: number;
  readonly status?: number;
}

/** Where a PIN or passkey opens the private parts, and where both are chosen; but for passkeys it works without a script. */
@Controller('me')
@UseFilters(PageFilter)
export class PrivatePageController {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly practices: PracticeService,
    private readonly sessions: SessionService,
    private readonly passkeys: PasskeyService,
    private readonly responses: ResponseService,
    private readonly door: PrivateDoor,
    private readonly leaving: Leaving,
    private readonly site: Site,
  ) {}

  @Get('private')
  @ForClients('session')
  async show(
    @AtPrivateParts() visit: PrivateVisit,
    @Query({ schema: PrivatePageQuery }) query: PrivatePageQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(visit, request, reply, { wanted: query.wanted ?? null, news: query.news ?? null });
  }

  @Post('private')
  @TakesForms()
  @ForClients('session')
  async act(
    @AtPrivateParts() visit: PrivateVisit,
    @Body({ schema: PrivateForm }) form: PrivateForm,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { wanted = null } = form;
    try {
      const leadsTo = await this.done(visit, form);
      void reply.header('cache-control', 'no-store').redirect(leadsTo, 303);
    } catch (error) {
      const refused = refusalOf(error, form.action);
      if (refused === null) throw error;
      const tried = form.action === 'unlock' ? form.tried + 1 : 0;
      await this.send(visit, request, reply, { wanted, tried, ...refused });
    }
  }

  @Post('sign-out')
  @TakesForms()
  @ForClients('session')
  async signOut(
    @AtPrivateParts() visit: PrivateVisit,
    @Body({ schema: SignedInForm }) _form: SignedInForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { slug } = await this.db.inPractice(visit.here, (tx) => this.practices.settings(tx));
    await this.leaving.signOut(visit, reply);
    void reply.header('cache-control', 'no-store').redirect(`/me?practice=${slug}`, 303);
  }

  /** Does what was asked, and says where that leads. */
  private async done(visit: PrivateVisit, form: PrivateForm): Promise<string> {
    const { wanted = null } = form;
    switch (form.action) {
      case 'unlock':
        await this.door.unlock(visit, form.pin, form.tried);
        // It was open: given once more, so that something may be changed here.
        if (visit.who.session.unlocked) return hereWith({ wanted });
        return (await this.door.view(visit, true)).wrongTries > 0 ? hereWith({ wanted }) : addressOf(wanted);
      case 'seen':
        if (!visit.who.session.unlocked) throw new PrivateLocked();
        await this.door.seen(visit, form.shown);
        return addressOf(wanted);
      case 'choose': {
        if (form.pin !== form.again) throw new NotTheSame();
        const code = form.code.trim();
        await this.door.choosePin(visit, { pin: form.pin, ...(code && { code }) });
        // A passkey is offered beside it, before it leads on.
        const { passkeys } = (await this.door.view(visit, true)).factors;
        return passkeys.length > 0 && wanted !== null ? addressOf(wanted) : hereWith({ wanted, news: 'kept' });
      }
      case 'remove':
        await this.remove(visit, form.passkey);
        return `${page}?news=removed`;
      case 'lock':
        await this.door.lock(visit);
        return `${page}?news=locked`;
    }
  }

  private async remove({ here, who }: PrivateVisit, passkey: string): Promise<void> {
    if (!who.session.unlocked) throw new PrivateLocked();
    await this.db.inPractice(here, async (tx) =>
      this.passkeys.remove(tx, who, passkey, { mustKeepOne: await this.responses.hasAnswers(tx, who.clientId) }),
    );
  }

  private async send(
    visit: PrivateVisit,
    request: RapportRequest,
    reply: FastifyReply,
    { wanted, news = null, triesLeft = null, tried = 0, waitSeconds, status = 200 }: Shown,
  ): Promise<void> {
    const access = await this.door.view(visit);
    const { slug, name, locale } = await this.db.inPractice({ ...visit.here, readOnly: true }, (tx) =>
      this.practices.settings(tx),
    );
    const own = request.session?.assignmentId ?? null;
    const form = own ?? (wanted === 'settings' ? null : wanted);
    const shown: PrivatePage = {
      page: 'private',
      practice: { slug, name },
      csrfToken: this.sessions.csrfTokenOf(sessionCookie(request, 'client') ?? ''),
      access,
      waitSeconds: waitSeconds ?? secondsUntil(access, this.clock.now()),
      wanted,
      next: addressOf(wanted),
      here: hereWith({ wanted }),
      host: hostName(request),
      back: form === null ? '/me/home' : `/me/forms/${form}`,
      formOnly: own !== null,
      news,
      triesLeft,
      tried,
    };
    this.site.send(request, reply, shown, { locale, status });
  }
}

const page = '/me/private';

/** This page, with what is wanted of it, and what came of what was just done. */
function hereWith({ wanted, news }: { wanted: string | null; news?: PrivateNews }): string {
  const query = new URLSearchParams({ ...(wanted !== null && { wanted }), ...(news && { news }) });
  return query.size === 0 ? page : `${page}?${query.toString()}`;
}

/** The PIN was typed twice, and not the same. */
class NotTheSame extends Error {}

/** Where what was wanted is; a form shows first what was answered before. */
function addressOf(wanted: string | null): string {
  if (wanted === null) return page;
  return wanted === 'settings' ? '/me/settings' : `/me/forms/${wanted}?before=1`;
}

/** What the page says of a refusal; null for what is none. */
function refusalOf(error: unknown, action: PrivateForm['action']): Omit<Shown, 'wanted'> | null {
  if (error instanceof NotTheSame) return { news: 'two-pins', status: 400 };
  if (error instanceof Invalid) return { news: 'weak-pin', status: 400 };
  if (error instanceof WrongPin) return { news: 'wrong-pin', triesLeft: error.triesLeft, status: 403 };
  if (error instanceof TooManyTries) {
    const news = action === 'choose' ? 'code-too-soon' : null;
    return { news, waitSeconds: error.retryAfterSeconds, status: 429 };
  }
  if (error instanceof WrongCode) return { news: 'wrong-code', status: 403 };
  if (error instanceof LastFactor) return { news: 'last-factor', status: 409 };
  if (error instanceof PrivateLocked || error instanceof GiveAgain || error instanceof NotFound)
    return { news: 'not-possible', status: 403 };
  return null;
}

function secondsUntil({ lockedUntil }: PrivateAccessView, now: Date): number | null {
  if (lockedUntil === null) return null;
  return Math.max(1, Math.ceil((new Date(lockedUntil).getTime() - now.getTime()) / 1000));
}
