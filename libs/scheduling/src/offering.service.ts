import { Injectable } from '@nestjs/common';
import { offeringFaults, type OfferingCreate, type OfferingPatch } from '#contracts';
import {
  codeOf,
  idShape,
  Invalid,
  keyOfCursor,
  mustExist,
  newId,
  NotFound,
  pageOf,
  StaleRevision,
  type Page,
  type PageAsked,
  type Tx,
} from '#platform';
import { reservedItemSlugs, SlugReserved } from '#practices';
import { rememberHours } from './changing-hours.store.js';
import { LocationService } from './location.service.js';
import { Offering } from './offering.entity.js';
import { selectOfferings, type OfferingCoachRow, type OfferingRow } from './offering.store.js';
import { PaymentsNotReady, SlugTaken } from './scheduling.errors.js';

/** Seats of a group cannot be booked yet: sold as one place, it would be full with its first person. */
const BOOKABLE = "o.active AND o.kind <> 'group'";

/** What can be booked. */
@Injectable()
export class OfferingService {
  constructor(private readonly locations: LocationService) {}

  /** Throws Invalid, NamesNothing, SlugReserved, SlugTaken, PaymentsNotReady. */
  async create(tx: Tx, wanted: OfferingCreate): Promise<OfferingRow> {
    const id = newId();
    await this.check(tx, wanted);
    await slugRefusal(
      tx.repository(Offering).insert({
        practiceId: tx.practiceId,
        id,
        kind: wanted.kind,
        active: true,
        createdAt: tx.now(),
        revision: 1,
        ...columnsOf(wanted),
      }),
    );
    await this.assignCoaches(tx, id, wanted.coachIds);
    tx.audit('offering.created', id);
    return this.get(tx, id);
  }

  /** What is left out stays; the whole is checked as a new one would be. Throws StaleRevision and what `create` throws. */
  async patch(tx: Tx, id: string, revision: number, change: OfferingPatch): Promise<OfferingRow> {
    await tx.query('SELECT 1 FROM offerings WHERE id = $1 FOR UPDATE', [id]);
    const before = await this.get(tx, id);
    if (before.revision !== revision) throw new StaleRevision(before.revision);
    const wanted = laidOver(before, change);
    await this.check(tx, wanted);
    await rememberHours(tx, [...new Set([...before.coaches.map((one) => one.id), ...wanted.coachIds])]);
    await slugRefusal(
      tx
        .repository(Offering)
        .update(
          { practiceId: tx.practiceId, id },
          { ...columnsOf(wanted), active: change.active ?? before.active, revision: before.revision + 1 },
        ),
    );
    if (change.coachIds) await this.assignCoaches(tx, id, change.coachIds);
    tx.audit('offering.changed', id);
    const after = await this.get(tx, id);
    await this.locations.follow(tx, before, after);
    return after;
  }

  async get(tx: Tx, id: string): Promise<OfferingRow> {
    const [found] = await selectOfferings(tx, 'WHERE o.id = $1', [id]);
    if (!found) throw new NotFound('offering');
    return found;
  }

  /** As it was booked with a coach, who has it for whoever booked it, also where they offer it to nobody else any more. */
  async getAsBooked(tx: Tx, id: string, coachId: string): Promise<OfferingRow> {
    const offering = await this.get(tx, id);
    if (offering.coaches.some((coach) => coach.id === coachId)) return offering;
    const coach = await tx.one<OfferingCoachRow>(
      `SELECT c.id, c.slug, c.name, m.status <> 'left' AS active, NULL AS "scheduleId"
       FROM coaches c JOIN members m ON m.id = c.member_id WHERE c.id = $1`,
      [coachId],
    );
    return coach ? { ...offering, coaches: [...offering.coaches, coach] } : offering;
  }

  /** What visitors can book under this name; what they cannot looks like none. */
  async getBySlug(tx: Tx, slug: string): Promise<OfferingRow> {
    const [found] = await selectOfferings(tx, `WHERE o.slug = $1 AND ${BOOKABLE}`, [slug]);
    if (!found) throw new NotFound('offering');
    return found;
  }

  /** Oldest first, those that are not active too. */
  async list(tx: Tx, page: PageAsked): Promise<Page<OfferingRow>> {
    const after = keyOfCursor(page.cursor, idShape);
    const rows = await selectOfferings(tx, 'WHERE ($1::uuid IS NULL OR o.id > $1) ORDER BY o.id LIMIT $2', [
      after?.[0] ?? null,
      page.limit + 1,
    ]);
    return pageOf(rows, page.limit, (row) => [row.id]);
  }

  /** Everything visitors can book, oldest first. */
  listPublic(tx: Tx): Promise<OfferingRow[]> {
    return selectOfferings(tx, `WHERE ${BOOKABLE} ORDER BY o.id`, []);
  }

  private async check(tx: Tx, wanted: OfferingTermsWanted): Promise<void> {
    const faults = offeringFaults(wanted).map(({ path, message }) => ({ path: path.join('.'), message }));
    if (reservedItemSlugs.has(wanted.slug)) throw new SlugReserved();
    if (faults.length > 0) throw new Invalid(faults);
    await mustExist(tx, [
      ...wanted.coachIds.map((id, index) => ({ path: `coachIds.${index}`, what: 'coach', table: 'coaches', id })),
      { path: 'intakeForm', what: 'form', table: 'forms', id: wanted.intakeForm },
    ]);
    const practice = await tx.one<{ currency: string; ready: boolean }>(
      'SELECT currency, payments_ready AS ready FROM practice_settings',
    );
    if (wanted.price.currency !== practice?.currency)
      throw new Invalid([{ path: 'price.currency', message: 'Use the currency of the practice.' }]);
    if (wanted.payment !== 'none' && !practice.ready) throw new PaymentsNotReady();
  }

  private async assignCoaches(tx: Tx, offeringId: string, coachIds: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM offering_coaches WHERE offering_id = $1 AND coach_id <> ALL($2)', [
      offeringId,
      coachIds,
    ]);
    await tx.query(
      'INSERT INTO offering_coaches (offering_id, coach_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING',
      [offeringId, coachIds],
    );
  }
}

/** An offering's terms with its choices made or left open, as create and patch both come to. */
type OfferingTermsWanted = Omit<OfferingCreate, Choice> & { readonly [C in Choice]?: OfferingPatch[C] };
type Choice = 'description' | 'maxPerDay' | 'maxPerWeek' | 'seats' | 'format' | 'location' | 'deposit' | 'intakeForm';

function laidOver(before: OfferingRow, change: OfferingPatch): OfferingTermsWanted {
  const { priceMinor, depositMinor, intakeFormId, currency } = before;
  const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return {
    ...before,
    price: { amount: priceMinor, currency },
    deposit: depositMinor === null ? null : { amount: depositMinor, currency: change.price?.currency ?? currency },
    intakeForm: intakeFormId,
    coachIds: before.coaches.map(({ id }) => id),
    ...(said as OfferingPatch),
  } as OfferingTermsWanted;
}

function columnsOf(wanted: OfferingTermsWanted) {
  return {
    slug: wanted.slug,
    name: wanted.name,
    description: wanted.description ?? '',
    durationMinutes: wanted.durationMinutes,
    startEveryMinutes: wanted.startEveryMinutes,
    bufferBeforeMinutes: wanted.bufferBeforeMinutes,
    bufferAfterMinutes: wanted.bufferAfterMinutes,
    minimumNoticeMinutes: wanted.minimumNoticeMinutes,
    bookingWindowDays: wanted.bookingWindowDays,
    maxPerDay: wanted.maxPerDay ?? null,
    maxPerWeek: wanted.maxPerWeek ?? null,
    seats: wanted.seats ?? null,
    approval: wanted.approval,
    format: wanted.format ?? null,
    location: wanted.location ?? null,
    priceMinor: wanted.price.amount,
    depositMinor: wanted.deposit?.amount ?? null,
    currency: wanted.price.currency,
    payment: wanted.payment,
    intakeFormId: wanted.intakeForm ?? null,
  };
}

/** The database alone knows for sure whether a slug is free. */
async function slugRefusal(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (codeOf(error) === '23505') throw new SlugTaken();
    throw error;
  }
}
