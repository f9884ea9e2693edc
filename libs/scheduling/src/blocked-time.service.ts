import { Injectable } from '@nestjs/common';
import { codeOf, KeyStore, newId, NotFound, StaleRevision, type Page, type PageAsked, type Tx } from '#platform';
import {
  deleteBlockedTime,
  findBlockedTime,
  insertBlockedTime,
  listBlockedTimes,
  updateBlockedTime,
  type BlockedSpan,
  type BlockedTimeRow,
} from './blocked-time.store.js';
import { shownEntry } from './calendar-entries.js';
import { readEntries, type EntryRow } from './calendar.store.js';
import { standsFrom } from './domain/undo-window.js';
import { CalendarConflict } from './scheduling.errors.js';
import { freedTime, timeFreed } from './scheduling.events.js';
import type { HoldRelease } from './slot.service.js';
import { lockCalendars } from './slot.store.js';
import { takeBackOffers } from './waitlist.store.js';

/** Blocked time as the practice reads it. */
export interface BlockedTimeRead extends Omit<BlockedTimeRow, 'sealedLabel'> {
  readonly label: string | null;
}

/** When time is to be blocked, and what for. */
export interface BlockWanted extends BlockedSpan {
  readonly label: string | null;
}

/** Where a label is sealed to. */
const labelPlace = (id: string): string => `blocked_times:${id}`;

/** Time a coach is not to be booked: it claims its time as an appointment does, so that of the two only one can be. */
@Injectable()
export class BlockedTimeService {
  constructor(private readonly keys: KeyStore) {}

  async get(tx: Tx, id: string): Promise<BlockedTimeRead> {
    return this.read(tx, await found(tx, id));
  }

  /** Those of a coach that touch a range, in the order of their start. */
  async list(
    tx: Tx,
    coachId: string,
    range: { readonly start?: Date | undefined; readonly end?: Date | undefined },
    page: PageAsked,
  ): Promise<Page<BlockedTimeRead>> {
    const { data, nextCursor } = await listBlockedTimes(tx, coachId, range, page);
    return { data: await Promise.all(data.map((row) => this.read(tx, row))), nextCursor };
  }

  /** Throws CalendarConflict with all that stands there; holds whose time is over are let go as for a booking. */
  async block(
    tx: Tx,
    coach: { readonly id: string; readonly timeZone: string },
    wanted: BlockWanted,
    release: HoldRelease,
  ): Promise<BlockedTimeRead> {
    const id = newId();
    await this.mustBeFree(tx, coach, wanted, release);
    const sealedLabel = await this.sealed(tx, id, wanted.label);
    if (!(await insertBlockedTime(tx, { ...wanted, id, coachId: coach.id, sealedLabel })))
      throw new CalendarConflict([]);
    tx.audit('blocked-time.added', id);
    return this.get(tx, id);
  }

  /** Another time or label. Throws StaleRevision, CalendarConflict. */
  async change(
    tx: Tx,
    coach: { readonly id: string; readonly timeZone: string },
    { id, revision }: { readonly id: string; readonly revision: number },
    wanted: BlockWanted,
    release: HoldRelease,
  ): Promise<BlockedTimeRead> {
    await this.mustBeFree(tx, coach, wanted, release, id);
    const before = await found(tx, id, true);
    if (before.revision !== revision) throw new StaleRevision(before.revision);
    const sealedLabel = await this.sealed(tx, id, wanted.label);
    await updateBlockedTime(tx, id, { ...wanted, sealedLabel }).catch((error: unknown) => {
      throw codeOf(error) === '23P01' ? new CalendarConflict([]) : error;
    });
    tx.audit('blocked-time.changed', id);
    freed(tx, before);
    return this.get(tx, id);
  }

  /** The time is free again. */
  async remove(tx: Tx, id: string): Promise<void> {
    const row = await found(tx, id, true);
    await deleteBlockedTime(tx, id);
    tx.audit('blocked-time.removed', id);
    freed(tx, row);
  }

  /** What it is for, as it was written. */
  async labelOf(tx: Tx, { id, sealedLabel }: Pick<BlockedTimeRow, 'id' | 'sealedLabel'>): Promise<string | null> {
    if (sealedLabel === null) return null;
    return (await this.keys.unsealForPractice(tx, labelPlace(id), sealedLabel)).toString('utf8');
  }

  private async mustBeFree(
    tx: Tx,
    coach: { readonly id: string; readonly timeZone: string },
    { start, end }: BlockedSpan,
    release: HoldRelease,
    without?: string,
  ): Promise<void> {
    await lockCalendars(tx, [coach.id]);
    // Nobody has it yet to whom it is only offered.
    await takeBackOffers(tx, coach.id, { start, end });
    const look = async () => {
      const rows = await readEntries(tx, coach.id, { start: start.getTime(), end: end.getTime() });
      return rows.filter(({ kind, id }) => kind !== 'other-calendar' && id !== without);
    };
    let standing = await look();
    const overdue = overdueIn(standing, tx.now());
    if (overdue.length > 0 && (await release(tx, overdue))) standing = await look();
    if (standing.length === 0) return;
    const labels = await Promise.all(standing.map((row) => this.labelOf(tx, row)));
    throw new CalendarConflict(
      standing.map((row, index) => shownEntry(row, coach.timeZone, labels[index] ?? null)),
      overdueIn(standing, tx.now()),
    );
  }

  private async read(tx: Tx, { sealedLabel, ...row }: BlockedTimeRow): Promise<BlockedTimeRead> {
    return { ...row, label: await this.labelOf(tx, { id: row.id, sealedLabel }) };
  }

  private async sealed(tx: Tx, id: string, label: string | null): Promise<Buffer | null> {
    return label === null ? null : this.keys.sealForPractice(tx, labelPlace(id), Buffer.from(label, 'utf8'));
  }
}

/** Who waits is not asked at once: what was done by mistake is put right first. */
function freed(tx: Tx, { coachId, startAt, endAt }: BlockedTimeRow): void {
  tx.emit(timeFreed, freedTime(coachId, startAt, endAt, standsFrom(tx.now())));
}

async function found(tx: Tx, id: string, toChange = false): Promise<BlockedTimeRow> {
  const row = await findBlockedTime(tx, id, toChange);
  if (!row) throw new NotFound('blocked time');
  return row;
}

const overdueIn = (rows: readonly EntryRow[], now: Date): string[] =>
  rows
    .filter((one) => one.status === 'held' && one.holdExpiresAt !== null && one.holdExpiresAt <= now)
    .map(({ id }) => id);
