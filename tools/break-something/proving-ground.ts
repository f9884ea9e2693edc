import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { call, mustAnswer } from './caller.js';
import { newMark } from './mark.js';

/** Each way to break something has a coach and an offering of its own, so that none is in another's way. */
export const lanes = ['everybody', 'worker', 'webhooks'] as const;
export type Lane = (typeof lanes)[number];

/** The practice in which things are broken: a real one, beside the demo's, which nobody but this program books in. */
export interface Ground {
  readonly id: string;
  readonly slug: string;
  readonly apiKey: string;
}

export interface Booked {
  readonly appointment: { readonly id: string; readonly status: string };
  readonly payment: { readonly checkoutUrl?: string };
  readonly manageUrl: string;
}

export interface Surroundings {
  readonly apiUrl: string;
  readonly operatorKey: string;
  /** Where it is remembered which practice it is. */
  readonly dataDir: string;
}

export const price = { amount: 9500, currency: 'GBP' };
const weekly = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '23:00' }];
const dayMs = 86_400_000;

/** Makes the practice on the first press, through the same doors that everybody has, and books in it from then on. */
export class ProvingGround {
  private known: Promise<Ground> | undefined;

  constructor(private readonly around: Surroundings) {}

  /** The practice, made if need be; a failure is not remembered, so that the next press tries again. */
  ground(): Promise<Ground> {
    this.known ??= this.find().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  /** So many free times of a lane, the soonest first. Throws where there are fewer. */
  async freeTimes(lane: Lane, count: number): Promise<string[]> {
    const { slug } = await this.ground();
    const now = await this.now();
    const date = (days: number) => new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
    for (let from = 1; from < 900; from += 30) {
      const query = `from=${date(from)}&to=${date(from + 29)}&timeZone=Etc/UTC`;
      const { days } = await mustAnswer<{ days: { slots: { start: string }[] }[] }>({
        url: this.at(`/public/practices/${slug}/offerings/${lane}/slots?${query}`),
      });
      const starts = days.flatMap(({ slots }) => slots.map(({ start }) => start));
      if (starts.length >= count) return starts.slice(0, count);
    }
    throw new Error('The proving ground is booked out.');
  }

  /** What is sent to book a time of a lane, and where to. */
  async booking(
    lane: Lane,
    start: string,
    client: { name: string; email: string },
  ): Promise<{ url: string; body: object }> {
    const { slug } = await this.ground();
    const body = { offering: lane, start, client: { ...client, timeZone: 'Europe/London' } };
    return { url: this.at(`/public/practices/${slug}/bookings`), body };
  }

  /** Business time, as the installation has it. */
  async now(): Promise<Date> {
    return new Date((await mustAnswer<{ now: string }>({ url: `${this.around.apiUrl}/readyz` })).now);
  }

  private at(path: string): string {
    return `${this.around.apiUrl}/api/v1${path}`;
  }

  private async find(): Promise<Ground> {
    const file = join(this.around.dataDir, 'proving-ground.json');
    if (existsSync(file)) {
      const ground = JSON.parse(readFileSync(file, 'utf8')) as Ground;
      if (await this.isThere(ground)) return ground;
    }
    const made = await this.make();
    writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600 });
    return made;
  }

  /** False where the database was made anew since. */
  private async isThere({ slug }: Ground): Promise<boolean> {
    return (await call({ url: this.at(`/public/practices/${slug}`) })).status !== 404;
  }

  private async make(): Promise<Ground> {
    const mark = newMark();
    const slug = `proving-ground-${mark}`;
    const { practice, apiKey } = await mustAnswer<{ practice: { id: string }; apiKey: string }>({
      method: 'POST',
      url: this.at('/operator/practices'),
      bearer: this.around.operatorKey,
      body: {
        slug,
        name: 'Proving ground',
        timeZone: 'Etc/UTC',
        currency: price.currency,
        locale: 'en-GB',
        country: 'GB',
        owner: { name: 'Nobody in particular', email: `owner-${mark}@proving-ground.example` },
      },
    });
    for (const lane of lanes) await this.open(lane, mark, apiKey);
    return { id: practice.id, slug, apiKey };
  }

  private async open(lane: Lane, mark: string, bearer: string): Promise<void> {
    const { id } = await mustAnswer<{ id: string }>({
      method: 'POST',
      url: this.at('/admin/coaches'),
      bearer,
      body: { slug: lane, name: 'Coach', email: `${lane}-${mark}@proving-ground.example`, timeZone: 'Etc/UTC' },
    });
    await mustAnswer({
      method: 'PUT',
      url: this.at(`/admin/coaches/${id}/availability`),
      bearer,
      ifMatch: '"0"',
      body: { timeZone: 'Etc/UTC', weekly, overrides: [] },
    });
    const isPaid = lane === 'webhooks';
    await mustAnswer({
      method: 'POST',
      url: this.at('/admin/offerings'),
      bearer,
      body: {
        slug: lane,
        name: 'A time',
        kind: 'individual',
        durationMinutes: 30,
        startEveryMinutes: 30,
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 0,
        minimumNoticeMinutes: 0,
        bookingWindowDays: 1000,
        approval: 'automatic',
        format: 'video',
        price: isPaid ? price : { ...price, amount: 0 },
        payment: isPaid ? 'full' : 'none',
        coachIds: [id],
      },
    });
  }
}
