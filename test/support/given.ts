import request, { type Response } from 'supertest';
import { operatorKey } from './test-config.js';

/** A practice as a story knows it: with the key that may do everything, and its first coach. */
export interface GivenPractice {
  readonly id: string;
  readonly slug: string;
  readonly apiKey: string;
  readonly ownerEmail: string;
  readonly ownerPassword: string;
  readonly coach: GivenCoach;
}
export interface GivenCoach {
  readonly id: string;
  readonly slug: string;
}
export interface GivenOffering {
  readonly id: string;
  readonly slug: string;
  readonly priceMinor: number;
}

export const everyDay = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '09:00', to: '17:00' }];
export const ownerPassword = 'a long enough password';

/** What a story starts from. Each builder fills in what the story does not care about, over the same API people use. */
export class Given {
  private count = 0;

  constructor(private readonly url: () => string) {}

  async practice(
    wishes: { slug?: string; timeZone?: string; currency?: string; country?: string } = {},
  ): Promise<GivenPractice> {
    const n = ++this.count;
    const slug = wishes.slug ?? `practice-${n}`;
    const ownerEmail = `owner-${slug}@example.org`;
    const created = await this.post('/api/v1/operator/practices', operatorKey, {
      slug,
      name: `Practice ${n}`,
      timeZone: wishes.timeZone ?? 'Europe/London',
      currency: wishes.currency ?? 'GBP',
      locale: 'en-GB',
      country: wishes.country ?? 'GB',
      owner: { name: 'Olive Owner', email: ownerEmail, password: ownerPassword },
    });
    const { practice, apiKey } = created.body as { practice: { id: string }; apiKey: string };
    const coach = await this.coach({ apiKey }, { timeZone: wishes.timeZone ?? 'Europe/London' });
    return { id: practice.id, slug, apiKey, ownerEmail, ownerPassword, coach };
  }

  async coach(
    practice: { apiKey: string },
    wishes: { slug?: string; name?: string; timeZone?: string; weekly?: unknown[] } = {},
  ): Promise<GivenCoach> {
    const n = ++this.count;
    const slug = wishes.slug ?? `coach-${n}`;
    const timeZone = wishes.timeZone ?? 'Europe/London';
    const created = await this.post('/api/v1/admin/coaches', practice.apiKey, {
      slug,
      name: wishes.name ?? `Coach ${n}`,
      email: `${slug}@example.org`,
      timeZone,
    });
    const { id } = created.body as { id: string };
    await this.availability(practice, id, { timeZone, weekly: wishes.weekly ?? everyDay, overrides: [] });
    return { id, slug };
  }

  async availability(
    practice: { apiKey: string },
    coachId: string,
    body: { timeZone: string; weekly: unknown[]; overrides: unknown[] },
  ): Promise<void> {
    const path = `/api/v1/admin/coaches/${coachId}/availability`;
    const before = await request(this.url()).get(path).auth(practice.apiKey, { type: 'bearer' });
    const put = await request(this.url())
      .put(path)
      .auth(practice.apiKey, { type: 'bearer' })
      .set('If-Match', String(before.headers['etag'] ?? '"0"'))
      .send(body);
    expectCreated(put, path);
  }

  async offering(practice: GivenPractice, wishes: Record<string, unknown> = {}): Promise<GivenOffering> {
    const n = ++this.count;
    const body = {
      slug: `offering-${n}`,
      name: `Offering ${n}`,
      kind: 'individual',
      durationMinutes: 60,
      startEveryMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 0,
      bookingWindowDays: 60,
      approval: 'automatic',
      format: 'video',
      price: { amount: 0, currency: 'GBP' },
      payment: 'none',
      coachIds: [practice.coach.id],
      ...wishes,
    };
    const created = await this.post('/api/v1/admin/offerings', practice.apiKey, body);
    return { id: (created.body as { id: string }).id, slug: body.slug, priceMinor: body.price.amount };
  }

  /** An offering that is paid when it is booked. */
  paidOffering(practice: GivenPractice, wishes: Record<string, unknown> = {}): Promise<GivenOffering> {
    return this.offering(practice, { price: { amount: 9500, currency: 'GBP' }, payment: 'full', ...wishes });
  }

  private async post(path: string, bearer: string, body: object): Promise<Response> {
    return expectCreated(await request(this.url()).post(path).auth(bearer, { type: 'bearer' }).send(body), path);
  }
}

function expectCreated(answer: Response, path: string): Response {
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer;
}
