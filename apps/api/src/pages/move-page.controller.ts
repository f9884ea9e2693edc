import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ReschedulingService } from '#booking';
import { Token, type OtherTimes, type SlotView } from '#contracts';
import type { Here } from '#platform';
import { clearlyOnTheWall, onTheWall, SlotNotOffered, SlotTaken } from '#scheduling';
import type { RapportRequest } from '../http/request.js';
import { InPractice, OpenToAll, TakesForms } from '../http/route.js';
import { back, orBack } from './back-to-appointment.js';
import { localOnPage } from './local-on-page.js';
import { ManagedPageView } from './managed-page-view.js';
import { MoveForm, MovePageQuery } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { Site } from './site.js';
import { zonesWith } from './time-zone-choice.js';
import { weekShown } from './week-shown.js';

const why = 'who holds the secret of a manage link manages that one appointment';

type Around = Awaited<ReturnType<ManagedPageView['read']>>;
type Problem = Pick<OtherTimes, 'problem' | 'alternatives'>;

/** Another time for an appointment: a week to choose from, old and new to read, then the move. Plain forms all the way. */
@Controller('a/:token/move')
@UseFilters(PageFilter)
export class MovePageController {
  constructor(
    private readonly views: ManagedPageView,
    private readonly rescheduling: ReschedulingService,
    private readonly site: Site,
  ) {}

  @Get()
  @OpenToAll('token', why)
  async show(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Query({ schema: MovePageQuery }) query: MovePageQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await orBack(reply, token, async () => {
      const around = await this.views.read(here, token, request);
      // Back from the page of what was just moved: it is there already.
      if (query.start && isAt(around, query.start)) return back(reply, token, null);
      const slot = query.start && (await this.slotAt(here, around, query.start, zoneOf(around, query)));
      if (slot) return this.confirm(here, request, reply, around, slot, zoneOf(around, query));
      const lost = query.start ? 'slot-taken' : query.next ? 'choose-first' : null;
      await this.times(here, request, reply, around, query, { problem: lost, alternatives: [] });
    });
  }

  @Post()
  @TakesForms()
  @OpenToAll('token', why)
  async move(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Body({ schema: MoveForm }) { start, zone }: MoveForm,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await orBack(reply, token, async () => {
      try {
        await this.rescheduling.reschedule(here, token, new Date(start));
        back(reply, token, 'moved');
      } catch (error) {
        if (!(error instanceof SlotTaken || error instanceof SlotNotOffered)) throw error;
        const around = await this.views.read(here, token, request);
        // They are told on the wall of the appointment; the page is read on the one that was chosen.
        const alternatives = error.alternatives.map((slot) => onWallOf(slot, zoneOf(around, { zone })));
        await this.times(here, request, reply, around, { zone }, { problem: 'slot-taken', alternatives });
      }
    });
  }

  private async times(
    here: Here,
    request: RapportRequest,
    reply: FastifyReply,
    around: Around,
    asked: { readonly from?: string | undefined; readonly zone?: string | undefined },
    { problem, alternatives }: Problem,
  ): Promise<void> {
    const reading = { ...here, readOnly: true };
    const timeZone = zoneOf(around, asked);
    const { now, until } = await this.rescheduling.choice(reading, around.token, null);
    const [firstDay, lastDay] = [dateAt(now, timeZone), dateAt(until, timeZone)];
    const week = await weekShown((from, to) => this.rescheduling.times(reading, around.token, { from, to, timeZone }), {
      from: asked.from,
      today: firstDay,
      lastDay,
    });
    const { locale, ...managed } = around;
    const zones = zonesWith(timeZone);
    this.site.send(
      request,
      reply,
      { page: 'move', ...week, firstDay, lastDay, zones, problem, alternatives, ...managed },
      { locale, status: problem === 'slot-taken' ? 409 : 200 },
    );
  }

  private async confirm(
    here: Here,
    request: RapportRequest,
    reply: FastifyReply,
    around: Around,
    slot: SlotView,
    timeZone: string,
  ): Promise<void> {
    const reading = { ...here, readOnly: true };
    const { now, feeFrom } = await this.rescheduling.choice(reading, around.token, new Date(slot.start));
    const presentLocal = localOnPage(new Date(around.managed.appointment.start), timeZone);
    const feeFromLocal = feeFrom && localOnPage(feeFrom, timeZone);
    const feeAtOnce = feeFrom !== null && feeFrom <= now;
    const { locale, ...managed } = around;
    this.site.send(
      request,
      reply,
      { page: 'move-confirm', slot, timeZone, presentLocal, feeFromLocal, feeAtOnce, ...managed },
      { locale },
    );
  }

  /** The start as it is offered now; none where it is not any more. */
  private async slotAt(here: Here, { token }: Around, start: string, timeZone: string): Promise<SlotView | undefined> {
    const at = new Date(start);
    const date = dateAt(at, timeZone);
    const asked = { from: date, to: date, timeZone };
    const { days } = await this.rescheduling.times({ ...here, readOnly: true }, token, asked);
    return days.flatMap(({ slots }) => slots).find((slot) => Date.parse(slot.start) === at.getTime());
  }
}

/** As its reader chose, else their own. */
const zoneOf = ({ managed }: Around, { zone }: { readonly zone?: string | undefined }): string =>
  zone ?? managed.appointment.timeZone;

/** The same time on the wall of a zone. */
const onWallOf = ({ start, end, coach }: SlotView, timeZone: string): SlotView => ({
  ...{ start, end, coach },
  ...clearlyOnTheWall(new Date(start), timeZone),
});

const isAt = ({ managed }: Around, start: string): boolean =>
  Date.parse(start) === Date.parse(managed.appointment.start);

const dateAt = (instant: Date, timeZone: string): string => onTheWall(instant, timeZone).local.slice(0, 10);
