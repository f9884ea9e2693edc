import { Injectable } from '@nestjs/common';
import type { SeriesCreate, SeriesOccurrence, SeriesPreview } from '#contracts';
import { Database, Invalid, type Here, type Tx } from '#platform';
import {
  AppointmentClosed,
  isSettled,
  mayUndo,
  SeriesService,
  type AppointmentRow,
  type OfferingRow,
  type Series,
  type SeriesAsked,
  type SeriesLook,
} from '#scheduling';
import { PaidWhenBooked, SeriesConflicts, UndoTooLate } from './booking.errors.js';
import { CancellingService } from './cancelling.service.js';
import { isOwnBooking } from './own-booking.js';
import { occurrenceViews } from './series-views.js';
import { dueFor, EnteringService } from './entering.service.js';
import { ForWhomService } from './for-whom.service.js';
import { HoldsService } from './holds.service.js';
import { ReasonsService } from './reasons.service.js';
import { startOf } from './staff-start.js';

const minuteMs = 60_000;

/** A series with its appointments as they are now. */
export interface ShownSeries {
  readonly series: Series;
  readonly appointments: readonly AppointmentRow[];
}

/** Staff book the same time every so many weeks: looked at before anything is made, then made as a whole or not at all. */
@Injectable()
export class SeriesBooking {
  constructor(
    private readonly db: Database,
    private readonly series: SeriesService,
    private readonly forWhom: ForWhomService,
    private readonly entering: EnteringService,
    private readonly holds: HoldsService,
    private readonly cancelling: CancellingService,
    private readonly reasons: ReasonsService,
  ) {}

  /** What would become of each time. Writes nothing. Throws TimeUnclear, Invalid, NamesNothing. */
  preview(here: Here, request: SeriesCreate): Promise<SeriesPreview> {
    const asked = askedOf(request);
    return this.db.inPractice({ ...here, readOnly: true }, async (tx) => {
      const { offering } = await this.forWhom.offered(tx, request);
      await this.forWhom.mustBeKnown(tx, request);
      const look = await this.look(tx, offering, request, asked);
      return {
        timeZone: look.rule.timeZone,
        ready: isReady(look),
        due: dueFor(offering),
        occurrences: told(look, offering),
      };
    });
  }

  /**
   * Makes every time that is not left out, in one transaction; nobody is told for three minutes, and then once. Throws
   * SeriesConflicts, PaidWhenBooked, and what the preview throws.
   */
  make(here: Here, request: SeriesCreate): Promise<ShownSeries> {
    const asked = askedOf(request);
    return this.holds.makingRoom(here, () => this.makeOnce(here, request, asked));
  }

  get(here: Here, id: string): Promise<ShownSeries> {
    return this.db.inPractice(here, (tx) => this.shown(tx, id));
  }

  /**
   * Takes back all of it within three minutes, but for what its client has moved meanwhile or what is cancelled already.
   * Throws UndoTooLate, AppointmentClosed.
   */
  undo(here: Here, id: string): Promise<ShownSeries> {
    return this.db.inPractice(here, async (tx) => {
      const series = await this.series.get(tx, id);
      await this.series.lockAll(tx, series);
      if (!mayUndo(series.createdAt, tx.now())) throw new UndoTooLate();
      const open = (await this.series.appointmentsOf(tx, id)).filter(isOwnBooking);
      if (open.length === 0) throw new AppointmentClosed('cancelled');
      for (const one of open) await this.cancelling.takeBack(tx, one.id);
      tx.audit('series.undone', id);
      return this.shown(tx, id);
    });
  }

  private makeOnce(here: Here, request: SeriesCreate, asked: SeriesAsked): Promise<ShownSeries> {
    return this.db.inPractice(here, async (tx) => {
      const { offering, coach } = await this.forWhom.offered(tx, request);
      if (dueFor(offering).amount > 0 && request.payment !== 'later') throw new PaidWhenBooked();
      const client = await this.forWhom.client(tx, request);
      await this.series.lockCalendar(tx, offering, coach.id);
      const look = await this.settledLook(tx, offering, request, asked);
      const starts = look.times.flatMap(({ number, start, outcome }) =>
        start === null ? [] : { number, start, outcome },
      );
      if (starts.length < 2)
        throw new Invalid([{ path: 'changes', message: 'Keep two times at least; one is booked by itself.' }]);
      const caseId = await this.forWhom.caseOf(tx, offering, request, client.clientId);
      const seriesId = await this.series.add(tx, look, starts.length);
      for (const [index, { number, start, outcome }] of starts.entries()) {
        const slot = this.series.claimed(offering, look, start);
        const series = { id: seriesId, place: index + 1 };
        const { appointmentId } = await this.entering.enterAgreed(tx, { offering, slot, caseId, ...client, series });
        if (outcome !== 'lifted') continue;
        tx.audit('appointment.rules-lifted', appointmentId);
        const change = request.changes?.find((one) => one.number === number);
        await this.reasons.keep(tx, appointmentId, 'override', change?.override?.reason);
      }
      return this.shown(tx, seriesId);
    });
  }

  /** How everything comes out under the lock, once holds that are over and may go are gone. Throws SeriesConflicts. */
  private async settledLook(tx: Tx, offering: OfferingRow, request: SeriesCreate, asked: SeriesAsked) {
    let look = await this.look(tx, offering, request, asked);
    if (!isReady(look) && (await this.holds.releaseUnpayable(tx, look.overdueHolds)))
      look = await this.look(tx, offering, request, asked);
    if (!isReady(look)) throw new SeriesConflicts(told(look, offering), look.overdueHolds);
    return look;
  }

  private async look(tx: Tx, offering: OfferingRow, { coach }: SeriesCreate, asked: SeriesAsked): Promise<SeriesLook> {
    const look = await this.series.look(tx, offering, coach, asked);
    if (!look) throw new Invalid([{ path: 'start', message: 'Use a date and time such as 2027-03-28T10:00.' }]);
    return look;
  }

  private async shown(tx: Tx, id: string): Promise<ShownSeries> {
    await tx.flush(); // the history of each tells what was just done
    return { series: await this.series.get(tx, id), appointments: await this.series.appointmentsOf(tx, id) };
  }
}

const isReady = ({ times }: SeriesLook): boolean => isSettled(times);

const told = (look: SeriesLook, { durationMinutes }: OfferingRow): SeriesOccurrence[] =>
  occurrenceViews(look, durationMinutes * minuteMs);

/** The times that are asked for; what is typed in another zone than the series' own is read first. Throws TimeUnclear, Invalid. */
function askedOf({ start, timeZone, everyWeeks, times, changes = [] }: SeriesCreate): SeriesAsked {
  const own = typeof start !== 'string' && (timeZone === undefined || timeZone === start.timeZone);
  const first = own ? start.local : startOf(start);
  return {
    first,
    timeZone: own ? start.timeZone : timeZone,
    everyWeeks,
    times,
    changes: changes.map(({ number, skip, start: other, override }) => ({
      number,
      skip: skip ?? false,
      start: other === undefined ? undefined : startOf(other).getTime(),
      lifted: override !== undefined,
    })),
  };
}
