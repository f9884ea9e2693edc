import { Injectable } from '@nestjs/common';
import { ClientService } from '#clients';
import type { WaitingWith, WaitlistRequest, WaitlistView, WaitlistWishes } from '#contracts';
import { Database, Invalid, type Here, type Tx } from '#platform';
import {
  AppointmentClosed,
  endOfDate,
  OfferingService,
  passOnOffer,
  WaitlistOffersService,
  WaitlistService,
  type WaitlistRow,
} from '#scheduling';
import { JointMove, MoveTooLate } from './booking.errors.js';
import { ManagedView, mayStillMoveUntil, type Managed } from './managed-view.service.js';
import { WaitingView } from './waiting-view.service.js';

/** What people do about waiting themselves: over the link of an appointment they have, or by asking with an address. */
@Injectable()
export class WaitingService {
  constructor(
    private readonly db: Database,
    private readonly waitlist: WaitlistService,
    private readonly offers: WaitlistOffersService,
    private readonly views: WaitingView,
    private readonly managed: ManagedView,
    private readonly offerings: OfferingService,
    private readonly clients: ClientService,
  ) {}

  /**
   * A visitor asks to hear of a time. Who typed an address has proved nothing, so each is a contact of their own and gets a
   * link, by the same statements for known and unknown addresses. Throws NotFound, Invalid.
   */
  async ask(here: Here, { offering: slug, coach, client, until, ...wishes }: WaitlistRequest): Promise<void> {
    await this.db.inPractice(here, async (tx) => {
      const offering = await this.offerings.getBySlug(tx, slug);
      if (offering.kind !== 'individual')
        throw new Invalid([{ path: 'offering', message: 'One can wait for what is booked for one person alone.' }]);
      const chosen = offering.coaches.find((one) => one.slug === coach && one.active);
      if (coach !== undefined && !chosen)
        throw new Invalid([{ path: 'coach', message: 'This coach does not offer it.' }]);
      mustBeAhead(until, client.timeZone, tx.now());
      const { clientId } = await this.clients.meet(tx, client);
      const { timeZone } = client;
      const wanted = { clientId, offeringId: offering.id, coachId: chosen?.id ?? null, timeZone, ...wishes };
      await this.waitlist.ask(tx, { ...wanted, until: until ?? null });
    });
  }

  /** Looking changes nothing. Throws NotFound. */
  view(here: Here, token: string): Promise<WaitlistView> {
    return this.db.inPractice({ ...here, readOnly: true }, async (tx) =>
      this.views.of(tx, await this.views.find(tx, token)),
    );
  }

  /** Whoever asked reads that mailbox, and waits from now on. Throws NotFound. */
  confirm(here: Here, token: string): Promise<WaitlistView> {
    return this.act(here, token, (tx, { id }) => this.waitlist.confirm(tx, id));
  }

  /** "No, thank you" to a time: the next who waits hears of it, and they go on waiting. What is over already stays so. Throws NotFound. */
  decline(here: Here, token: string, start: Date): Promise<WaitlistView> {
    return this.act(here, token, async (tx, { id }) => {
      const meant = (await this.offers.of(tx, id)).find(({ startAt }) => startAt.getTime() === start.getTime());
      if (!meant || (await this.offers.locked(tx, meant.id)).status !== 'open') return;
      await this.offers.close(tx, meant.id, 'declined');
      tx.schedule(passOnOffer, { offerId: meant.id });
    });
  }

  /** Done twice it changes nothing. Throws NotFound. */
  leave(here: Here, token: string): Promise<WaitlistView> {
    return this.act(here, token, async (tx, { id }) => {
      await this.waitlist.end(tx, id, 'left');
    });
  }

  /** Whether the owner of a manage link waits for an earlier time, and whether they may. Throws NotFound. */
  with(here: Here, manageToken: string): Promise<WaitingWith> {
    return this.db.inPractice({ ...here, readOnly: true }, async (tx) =>
      this.withOf(tx, await this.managed.find(tx, manageToken)),
    );
  }

  /**
   * The owner of a manage link waits for an earlier time, as long as they might move theirs; asked for again, the wishes
   * change and the place is kept. Throws AppointmentClosed, Invalid, JointMove, MoveTooLate, NotFound.
   */
  join(here: Here, manageToken: string, { until, ...wishes }: WaitlistWishes): Promise<WaitingWith> {
    return this.db.inPractice(here, async (tx) => {
      const managed = await this.managed.findToAct(tx, manageToken);
      const { appointment, attendance } = managed;
      mustBeMovable(managed, tx.now());
      const { clientId, timeZone } = attendance;
      mustBeAhead(until, timeZone, tx.now());
      const wanted = { clientId, timeZone, offeringId: appointment.offering.id, coachId: appointment.coach.id };
      await this.waitlist.join(tx, { ...wanted, ...wishes, until: until ?? null }, appointment);
      return this.withOf(tx, managed);
    });
  }

  /** They wait no longer. Done twice it changes nothing. Throws NotFound. */
  leaveWith(here: Here, manageToken: string): Promise<WaitingWith> {
    return this.db.inPractice(here, async (tx) => {
      const managed = await this.managed.findToAct(tx, manageToken);
      const entry = await this.ownOf(tx, managed);
      if (entry) await this.waitlist.end(tx, entry.id, 'left');
      return this.withOf(tx, managed);
    });
  }

  /** Staff take somebody off the list; done twice it changes nothing. Throws NotFound. */
  async remove(here: Here, entryId: string): Promise<void> {
    await this.db.inPractice(here, async (tx) => {
      await this.waitlist.locked(tx, entryId);
      await this.waitlist.end(tx, entryId, 'removed');
    });
  }

  private act(here: Here, token: string, step: (tx: Tx, entry: WaitlistRow) => Promise<void>): Promise<WaitlistView> {
    return this.db.inPractice(here, async (tx) => {
      await step(tx, await this.views.findToAct(tx, token));
      return this.views.of(tx, await this.views.find(tx, token));
    });
  }

  private async withOf(tx: Tx, managed: Managed): Promise<WaitingWith> {
    const entry = await this.ownOf(tx, managed);
    return { may: mayWait(managed, tx.now()), waiting: entry && (await this.views.of(tx, entry)) };
  }

  /** Nobody reads what another who comes to it waits for. */
  private async ownOf(tx: Tx, { appointment, attendance }: Managed): Promise<WaitlistRow | null> {
    const entry = await this.waitlist.with(tx, appointment.id);
    return entry?.clientId === attendance.clientId ? entry : null;
  }
}

/** A last date that is over already suits nobody. */
function mustBeAhead(until: string | undefined, timeZone: string, now: Date): void {
  if (until !== undefined && endOfDate(until, timeZone) <= now.getTime())
    throw new Invalid([{ path: 'until', message: 'That date has passed.' }]);
}

function mayWait(managed: Managed, now: Date): boolean {
  const until = mayStillMoveUntil(managed);
  return isOpen(managed, now) && until !== null && until > now;
}

const isOpen = ({ appointment: { status, startAt }, attendance }: Managed, now: Date): boolean =>
  status === 'confirmed' && startAt > now && attendance.status !== 'withdrawn';

/** Only what one might move oneself may be moved to an earlier time. */
function mustBeMovable(managed: Managed, now: Date): void {
  if (!isOpen(managed, now)) throw new AppointmentClosed(managed.appointment.status);
  const until = mayStillMoveUntil(managed);
  if (!until) throw new JointMove();
  if (until <= now) throw new MoveTooLate(until);
}
