import { Given, type GivenOffering } from '../support/given.js';
import { LeanClient } from './lean-client.js';
import type { RunningStart } from './running-start.js';
import { Till } from './till.js';

const hour = 3_600_000;
const api = 'dist/apps/api/src/main.js';
const worker = 'dist/apps/worker/src/main.js';

/** What the programs of a start weigh after some work, in MB. */
export interface Memory {
  readonly api: number;
  readonly worker: number;
}

/** So many people book one after the other, every fifth of them pays, and the worker has mailed them; then the memory. */
export async function memoryAfter(start: RunningStart, bookings: number): Promise<Memory> {
  const { app, simulator, mailbox } = await start.urls();
  const given = new Given(() => app);
  const practice = await given.practice({ slug: `measured-${bookings}`, timeZone: 'Etc/UTC' });
  const free = await given.offering(practice, { bookingWindowDays: 1000, startEveryMinutes: 60 });
  const paid = await given.paidOffering(practice, { bookingWindowDays: 1000, startEveryMinutes: 60 });
  const client = new LeanClient(app, 4);
  const till = new Till(simulator, 4);
  const midnight = Math.floor(Date.now() / (24 * hour)) * 24 * hour;
  const startOf = (n: number) => new Date(midnight + (2 + Math.floor(n / 8)) * 24 * hour + (9 + (n % 8)) * hour);

  const book = async (n: number, offering: GivenOffering) => {
    const email = `booker-${n}@example.org`;
    const { status, body } = await client.call('POST', `/api/v1/public/practices/${practice.slug}/bookings`, {
      offering: offering.slug,
      start: startOf(n).toISOString(),
      client: { name: `Booker ${n}`, email, timeZone: 'Europe/London' },
    });
    if (status !== 201) throw new Error(`A booking answered ${status}: ${JSON.stringify(body)}`);
    await till.pays(body);
    return email;
  };
  try {
    const waiting: string[] = [];
    for (let n = 0; n < bookings; n += 1) waiting.push(await book(n, n % 5 === 4 ? paid : free));
    for (const email of waiting) await mailed(mailbox, email);
    return { api: start.memoryOf(api), worker: start.memoryOf(worker) };
  } finally {
    client.close();
    till.close();
  }
}

async function mailed(mailbox: string, email: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const answer = await fetch(`${mailbox}/api/messages?to=${encodeURIComponent(email)}`);
    if (((await answer.json()) as unknown[]).length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No mail came to ${email}.`);
}
