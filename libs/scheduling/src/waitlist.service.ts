import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClientMerges, ClientService } from '#clients';
import { isMadeFor, Links, newId, NotFound, type Link, type Page, type PageAsked, type Tx } from '#platform';
import { endOfDate, type Wishes } from './domain/waitlist.js';
import { passOnOffer, reviewWaiting } from './scheduling.jobs.js';
import { waitlistAsked, type FreedTime } from './scheduling.events.js';
import type { WaitlistEnd } from './waitlist.entity.js';
import {
  insertEntry,
  listWaiting,
  selectEntries,
  waitingInOrder,
  type WaitlistFilters,
  type WaitlistListed,
  type WaitlistRow,
} from './waitlist.store.js';

const dayMs = 86_400_000;
/** The links in its mails answer so long. */
const linkDays = 90;

/** Who wants to wait, and for what. */
interface NewEntry extends Wishes {
  readonly clientId: string;
  readonly offeringId: string;
  readonly coachId: string | null;
  readonly timeZone: string;
}

/** The list of those who want an earlier time, in the order in which they joined. */
@Injectable()
export class WaitlistService implements OnModuleInit {
  constructor(
    private readonly links: Links,
    private readonly clients: ClientService,
    private readonly merges: ClientMerges,
  ) {}

  /** What a contact waits for is the client's they turn out to be. */
  onModuleInit(): void {
    this.merges.alsoDo(async (tx, contactId, clientId) => {
      await tx.query('UPDATE waitlist_entries SET client_id = $2 WHERE client_id = $1', [contactId, clientId]);
    });
  }

  /** A visitor asks: nothing but a link is sent to the address before it is confirmed. */
  async ask(tx: Tx, wanted: NewEntry): Promise<void> {
    const id = newId();
    const asked = { ...wanted, id, appointmentId: null, createdAt: tx.now(), joinedAt: null };
    await insertEntry(tx, { ...asked, status: 'asked' });
    tx.audit('waitlist.asked', id);
    tx.emit(waitlistAsked, { entryId: id });
  }

  /** Whoever asked reads the mailbox: their place is by when they say so. Said again it changes nothing. */
  async confirm(tx: Tx, entryId: string): Promise<void> {
    const entry = await this.locked(tx, entryId);
    if (entry.status !== 'asked') return;
    await tx.query(`UPDATE waitlist_entries SET status = 'waiting', joined_at = $2 WHERE id = $1`, [entryId, tx.now()]);
    this.joined(tx, entry, null);
  }

  /** The owner of an appointment waits for an earlier time; asked for again, the wishes change and the place is kept. */
  async join(tx: Tx, wanted: NewEntry, appointment: { readonly id: string; readonly startAt: Date }): Promise<void> {
    const id = newId();
    const times = { createdAt: tx.now(), joinedAt: tx.now() };
    if (await insertEntry(tx, { ...wanted, ...times, id, appointmentId: appointment.id, status: 'waiting' }))
      return this.joined(tx, { ...wanted, id }, appointment.startAt);
    const { days, parts, until, timeZone } = wanted;
    const changed = await tx.query<{ id: string }>(
      `UPDATE waitlist_entries SET days = $2, parts = $3, until = $4, time_zone = $5
       WHERE appointment_id = $1 AND status = 'waiting' RETURNING id`,
      [appointment.id, days, parts, until, timeZone],
    );
    for (const one of changed) {
      tx.audit('waitlist.changed', one.id);
      this.lookAgain(tx, { ...wanted, id: one.id }, appointment.startAt);
    }
  }

  /** Somebody waits no longer; what was offered to them goes to the next. Answers whether they waited. */
  async end(tx: Tx, entryId: string, reason: WaitlistEnd): Promise<boolean> {
    const ended = await tx.query(
      `UPDATE waitlist_entries SET status = 'ended', end_reason = $2, ended_at = $3 WHERE id = $1 AND status <> 'ended' RETURNING id`,
      [entryId, reason, tx.now()],
    );
    if (ended.length === 0) return false;
    tx.audit('waitlist.ended', entryId);
    await this.withdraw(tx, entryId);
    return true;
  }

  /** What is offered to somebody has lost its reason; who comes next hears of it. */
  async withdraw(tx: Tx, entryId: string): Promise<void> {
    const withdrawn = await tx.query<{ id: string }>(
      `UPDATE waitlist_offers SET status = 'withdrawn', answered_at = $2 WHERE entry_id = $1 AND status = 'open' RETURNING id`,
      [entryId, tx.now()],
    );
    for (const { id } of withdrawn) tx.schedule(passOnOffer, { offerId: id });
  }

  /** The entry itself, locked until the transaction ends. Throws NotFound. */
  async locked(tx: Tx, entryId: string): Promise<WaitlistRow> {
    const [entry] = await selectEntries(tx, 'WHERE e.id = $1 FOR UPDATE', [entryId]);
    if (!entry) throw new NotFound('waitlist entry');
    return entry;
  }

  /** Who waits with this appointment, or null. */
  async with(tx: Tx, appointmentId: string): Promise<WaitlistRow | null> {
    const [entry] = await selectEntries(tx, `WHERE e.appointment_id = $1 AND e.status = 'waiting'`, [appointmentId]);
    return entry ?? null;
  }

  /** Whatever this client waits for without having a time yet. */
  bookingsOf(tx: Tx, clientIds: readonly string[]): Promise<WaitlistRow[]> {
    return selectEntries(
      tx,
      `WHERE e.client_id = ANY($1) AND e.appointment_id IS NULL AND e.status <> 'ended' ORDER BY e.id`,
      [clientIds],
    );
  }

  /** Who may be offered some of this freed time, in their order. */
  inOrder(tx: Tx, freed: Pick<FreedTime, 'coachId' | 'from'>): Promise<WaitlistRow[]> {
    return waitingInOrder(tx, freed);
  }

  /** Who waits, as the practice sees them. */
  list(tx: Tx, filters: WaitlistFilters, page: PageAsked): Promise<Page<WaitlistListed>> {
    return listWaiting(tx, filters, page);
  }

  /** A new secret for somebody's own page, mailed to an address. */
  issueToken(tx: Tx, { id, clientId }: Pick<WaitlistRow, 'id' | 'clientId'>, address: string): Promise<string> {
    const expiresAt = new Date(tx.now().getTime() + linkDays * dayMs);
    return this.links.issue(tx, 'waitlist', id, expiresAt, { clientId, address, mailed: true });
  }

  /** Whose link this is; a dead or unknown one, or one for an address they had before, looks like no entry. Throws NotFound. */
  async byToken(tx: Tx, token: string): Promise<{ entry: WaitlistRow; link: Link }> {
    const link = await this.links.find(tx, 'waitlist', token);
    const [entry] = link ? await selectEntries(tx, 'WHERE e.id = $1', [link.subjectId]) : [];
    if (!link || !entry || !isMadeFor(link, (await this.clients.get(tx, entry.clientId)).email))
      throw new NotFound('waitlist entry');
    return { entry, link };
  }

  /** Asks for a look once nothing can suit them any more: when their last date is over, or what they have begins. */
  lookAgain(tx: Tx, entry: Pick<WaitlistRow, 'id' | 'until' | 'timeZone'>, presentStart: Date | null): void {
    const ends = [
      ...(entry.until === null ? [] : [endOfDate(entry.until, entry.timeZone)]),
      ...(presentStart ? [presentStart.getTime()] : []),
    ];
    if (ends.length > 0) tx.schedule(reviewWaiting, { entryId: entry.id }, { dueAt: new Date(Math.min(...ends)) });
  }

  private joined(tx: Tx, entry: Pick<WaitlistRow, 'id' | 'until' | 'timeZone'>, presentStart: Date | null): void {
    tx.audit('waitlist.joined', entry.id);
    this.lookAgain(tx, entry, presentStart);
  }
}
