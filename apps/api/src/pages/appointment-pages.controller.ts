import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CancellingService, EffectChanged, PayingService, WaitingService } from '#booking';
import { Money, Token, type AppointmentNotice, type ManagedAppointment } from '#contracts';
import { Invalid, type Here } from '#platform';
import { bookingBrowser } from '../http/door-cookies.js';
import type { RapportRequest } from '../http/request.js';
import { InPractice, OpenToAll, TakesForms } from '../http/route.js';
import { BookedPrivate } from '../public/booked-private.js';
import { back, orBack } from './back-to-appointment.js';
import { localOnPage } from './local-on-page.js';
import { ManagedPageView } from './managed-page-view.js';
import { AnyQuery, AppointmentPageQuery, BookedPinForm, CancelForm, EarlierForm, EmptyForm } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { Site } from './site.js';

const why = 'who holds the secret of a manage link manages that one appointment';

/** Behind a manage link: confirmation, paying, keeping the time longer, cancelling. Every action is a plain form. */
@Controller('a/:token')
@UseFilters(PageFilter)
export class AppointmentPagesController {
  constructor(
    private readonly views: ManagedPageView,
    private readonly paying: PayingService,
    private readonly cancelling: CancellingService,
    private readonly booked: BookedPrivate,
    private readonly waiting: WaitingService,
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
    const { locale, joint: _, ...managed } = await this.views.read(here, token, request);
    const { appointment, attends } = managed.managed;
    const cancelled = attends && appointment.status === 'cancelled';
    const cancellation = cancelled ? await this.cancelling.preview({ ...here, readOnly: true }, token) : null;
    const offersPrivacy =
      isToCome(managed.managed) && (await this.booked.view(here, token, bookingBrowser(request))).maySet;
    const agreed = attends && appointment.status === 'confirmed';
    const earlier = agreed ? { earlier: await this.waiting.with(here, token) } : {};
    this.site.send(
      request,
      reply,
      { page: 'appointment', notice, cancellation, offersPrivacy, ...earlier, ...managed },
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
    await orBack(reply, token, async () => {
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
    const { locale, joint: _, ...managed } = await this.views.read(here, token, request);
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
    await orBack(reply, token, () => this.showEffect(here, token, request, reply, false));
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
    await orBack(reply, token, async () => {
      try {
        const { attends } = await this.cancelling.cancel(here, token, seen);
        back(reply, token, attends ? null : 'withdrawn');
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
    await orBack(reply, token, async () => {
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
    await orBack(reply, token, async () => {
      const before = await this.paying.view({ ...here, readOnly: true }, token);
      const { holdExpiresAt } = await this.paying.extendHold(here, token);
      back(reply, token, holdExpiresAt === before.appointment.holdExpiresAt ? 'hold-at-most' : 'held-longer');
    });
  }

  /** Would like an earlier time, should one come free; or not any more. */
  @Post('waitlist')
  @TakesForms()
  @OpenToAll('token', why)
  async wait(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Body({ schema: EarlierForm }) form: EarlierForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await orBack(reply, token, async () => {
      if (form.action === 'leave') {
        await this.waiting.leaveWith(here, token);
        return back(reply, token, 'waiting-no-more');
      }
      const { action: _, ...wishes } = form;
      try {
        await this.waiting.join(here, token, wishes);
        back(reply, token, 'waiting');
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        // All else that the form can say is valid.
        back(reply, token, 'until-over');
      }
    });
  }

  private async showEffect(
    here: Here,
    token: string,
    request: RapportRequest,
    reply: FastifyReply,
    changed: boolean,
  ): Promise<void> {
    const effect = await this.cancelling.preview({ ...here, readOnly: true }, token);
    const { locale, ...managed } = await this.views.read(here, token, request);
    if (!managed.managed.actions.includes('cancel')) return back(reply, token, null);
    const { timeZone } = managed.managed.appointment;
    const untilLocal = effect.until && localOnPage(new Date(effect.until), timeZone);
    const status = changed ? 409 : 200;
    this.site.send(request, reply, { page: 'cancel', effect, untilLocal, changed, ...managed }, { locale, status });
  }
}

const isToCome = ({ appointment: { status }, attends }: ManagedAppointment): boolean =>
  attends && ['held', 'pending_approval', 'confirmed'].includes(status);
