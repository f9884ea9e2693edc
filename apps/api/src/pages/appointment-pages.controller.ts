import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PaymentsUnavailable } from '#billing';
import { CancellingService, EffectChanged, PayingService } from '#booking';
import { Money, Token, type AppointmentNotice, type ManagedAppointment } from '#contracts';
import { Database, DomainError, Invalid, NotFound, type Here } from '#platform';
import { PracticeService } from '#practices';
import { AppointmentService, onTheWall, type AppointmentRow } from '#scheduling';
import { bookingBrowser } from '../http/door-cookies.js';
import type { RapportRequest } from '../http/request.js';
import { InPractice, OpenToAll, TakesForms } from '../http/route.js';
import { BookedPrivate } from '../public/booked-private.js';
import { helpFor } from './help-for.js';
import { AnyQuery, AppointmentPageQuery, BookedPinForm, CancelForm, EmptyForm } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { Site } from './site.js';
import { whereaboutsView } from './whereabouts-view.js';

const hourMs = 3_600_000;
const why = 'who holds the secret of a manage link manages that one appointment';

/** Behind a manage link: confirmation, paying, keeping the time longer, cancelling. Every action is a plain form. */
@Controller('a/:token')
@UseFilters(PageFilter)
export class AppointmentPagesController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly paying: PayingService,
    private readonly cancelling: CancellingService,
    private readonly appointments: AppointmentService,
    private readonly booked: BookedPrivate,
    private readonly site: Site,
  ) {}

  @Get()
  @OpenToAll('token', why)
  async show(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Query({ schema: AppointmentPageQuery }) { notice = null }: { notice?: AppointmentNotice | null | undefined },
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { locale, ...managed } = await this.read(here, token, request);
    const cancelled = managed.managed.appointment.status === 'cancelled';
    const cancellation = cancelled ? await this.cancelling.preview({ ...here, readOnly: true }, token) : null;
    const offersPrivacy =
      isToCome(managed.managed) && (await this.booked.view(here, token, bookingBrowser(request))).maySet;
    this.site.send(
      request,
      reply,
      { page: 'appointment', notice, cancellation, offersPrivacy, ...managed },
      { locale },
    );
  }

  /** Chooses a PIN where this was booked; what was typed is not shown again. */
  @Post('private')
  @TakesForms()
  @OpenToAll('token', 'a PIN also needs the cookie of the browser that booked, and the page shows nothing of it')
  async choosePin(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Body({ schema: BookedPinForm }) { pin, again }: BookedPinForm,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (pin !== again) return back(reply, token, 'two-pins');
    await this.orBack(reply, token, async () => {
      await this.booked.choosePin(here, token, bookingBrowser(request), pin);
      back(reply, token, 'private-kept');
    });
  }

  @Get('paid')
  @OpenToAll('token', why)
  async paid(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { locale, ...managed } = await this.read(here, token, request);
    this.site.send(request, reply, { page: 'paid', ...managed }, { locale });
  }

  @Get('cancel')
  @OpenToAll('token', why)
  async preview(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orBack(reply, token, () => this.showEffect(here, token, request, reply, false));
  }

  @Post('cancel')
  @TakesForms()
  @OpenToAll('token', why)
  async cancel(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Body({ schema: CancelForm }) { seenAmount, seenCurrency }: CancelForm,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seen = Money.safeParse({ amount: seenAmount, currency: seenCurrency }).data;
    await this.orBack(reply, token, async () => {
      try {
        await this.cancelling.cancel(here, token, seen);
        back(reply, token, null);
      } catch (error) {
        if (!(error instanceof EffectChanged)) throw error;
        await this.showEffect(here, token, request, reply, true);
      }
    });
  }

  @Post('checkout')
  @TakesForms()
  @OpenToAll('token', why)
  async checkout(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Body({ schema: EmptyForm }) _form: EmptyForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orBack(reply, token, async () => {
      const { checkoutUrl } = await this.paying.checkout(here, token);
      void reply.header('cache-control', 'no-store').redirect(checkoutUrl, 303);
    });
  }

  @Post('hold')
  @TakesForms()
  @OpenToAll('token', why)
  async hold(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Body({ schema: EmptyForm }) _form: EmptyForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orBack(reply, token, async () => {
      const before = await this.paying.view({ ...here, readOnly: true }, token);
      const { holdExpiresAt } = await this.paying.extendHold(here, token);
      back(reply, token, holdExpiresAt === before.appointment.holdExpiresAt ? 'hold-at-most' : 'held-longer');
    });
  }

  /** What is not possible any more, or not just now, is said on the appointment's own page. */
  private async orBack(reply: FastifyReply, token: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      back(reply, token, noticeOf(error));
    }
  }

  private async showEffect(
    here: Here,
    token: string,
    request: RapportRequest,
    reply: FastifyReply,
    changed: boolean,
  ): Promise<void> {
    const effect = await this.cancelling.preview({ ...here, readOnly: true }, token);
    const { locale, ...managed } = await this.read(here, token, request);
    if (!managed.managed.actions.includes('cancel')) return back(reply, token, null);
    const { timeZone } = managed.managed.appointment;
    const untilLocal = effect.until && onTheWall(new Date(effect.until), timeZone).local;
    const status = changed ? 409 : 200;
    this.site.send(request, reply, { page: 'cancel', effect, untilLocal, changed, ...managed }, { locale, status });
  }

  private async read(here: Here, token: string, request: RapportRequest) {
    const managed = await this.paying.view({ ...here, readOnly: true }, token);
    const { timeZone } = managed.appointment;
    const { now, row, attends, locale, country } = await this.db.inPractice({ ...here, readOnly: true }, async (tx) => {
      const { appointment: row, attendance } = await this.appointments.byManageToken(tx, token);
      return { now: tx.now(), row, attends: attendance.status === 'accepted', ...(await this.practices.settings(tx)) };
    });
    const whereabouts = attends ? whereaboutsView(row, timeZone, now) : null;
    const helpLines = helpFor(request, country, timeZone);
    const terms = termsOf(managed, row, now);
    return { token, managed, whereabouts, terms, ...holdOf(managed, now), helpLines, locale };
  }
}

/** What cancelling will cost once it is paid, for whoever has still to decide. */
function termsOf({ appointment, payment }: ManagedAppointment, { policy, startAt }: AppointmentRow, now: Date) {
  const until = new Date(startAt.getTime() - policy.freeUntilHours * hourMs);
  const open = payment.agreed !== undefined && ['held', 'pending_approval'].includes(appointment.status);
  if (!open || until <= now) return null;
  return { untilLocal: onTheWall(until, appointment.timeZone).local, feePercent: policy.feePercent };
}

const isToCome = ({ appointment: { status } }: ManagedAppointment): boolean =>
  ['held', 'pending_approval', 'confirmed'].includes(status);

function holdOf({ appointment: { holdExpiresAt, timeZone } }: ManagedAppointment, now: Date) {
  const today = onTheWall(now, timeZone).local.slice(0, 10);
  if (holdExpiresAt === undefined) return { today, holdUntil: null, holdSecondsLeft: null };
  const end = new Date(holdExpiresAt);
  return {
    today,
    holdUntil: onTheWall(end, timeZone).local,
    holdSecondsLeft: Math.max(0, Math.ceil((end.getTime() - now.getTime()) / 1000)),
  };
}

function noticeOf(error: DomainError): AppointmentNotice {
  if (error instanceof PaymentsUnavailable) return 'payment-unavailable';
  return error instanceof Invalid ? 'weak-pin' : 'not-possible';
}

function back(reply: FastifyReply, token: string, notice: AppointmentNotice | null): void {
  void reply.header('cache-control', 'no-store').redirect(`/a/${token}${notice ? `?notice=${notice}` : ''}`, 303);
}
