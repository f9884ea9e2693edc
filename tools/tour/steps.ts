import type { Page } from 'playwright-core';

/** Where the demo that is toured runs, and who its coach is. */
export interface Demo {
  readonly urls: {
    readonly app: string;
    readonly studio: string;
    readonly mailbox: string;
    readonly break: string;
  };
  readonly coach: { readonly email: string; readonly password: string };
  /** The address with which somebody books on this tour; another one on each. */
  readonly visitor: string;
}

/** Who sits before the pages: a client on their phone, or somebody at a desk. */
export type Seat = 'phone' | 'desk';

/** One picture of the tour: how one gets there, and what it shows. */
export interface Step {
  readonly name: string;
  readonly seat: Seat;
  readonly caption: string;
  play(page: Page, demo: Demo): Promise<void>;
}

/** What is broken is whole again by then, however busy the machine is. */
const mendedMs = 30_000;

/** The path that is built, from the first page to what survives being broken. */
export const steps: readonly Step[] = [
  {
    name: 'doors',
    seat: 'desk',
    caption: 'The first page: doors for clients, coaches and developers, and one to break something.',
    play: async (page, { urls }) => {
      await page.goto(`${urls.app}/`);
    },
  },
  {
    name: 'practice',
    seat: 'phone',
    caption: 'A practice, with help for whoever needs it first, and a quick way out.',
    play: async (page, { urls }) => {
      await page.goto(`${urls.app}/demo`);
    },
  },
  {
    name: 'times',
    seat: 'phone',
    caption: 'A week of times, in the zone of whoever looks.',
    play: async (page, { urls }) => {
      await page.goto(`${urls.app}/demo/book/initial-consultation`);
      await page.getByRole('radio').first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'details',
    seat: 'phone',
    caption: 'Name and address are enough; nobody explains anything before a time is theirs.',
    async play(page, { visitor }) {
      await page.getByRole('radio').first().check();
      await page.getByRole('textbox', { name: 'What should we call you?' }).fill('Robin');
      await page.getByRole('textbox', { name: 'Your e-mail address' }).fill(visitor);
    },
  },
  {
    name: 'paying',
    seat: 'phone',
    caption: 'Paying, on the page of the payment provider (here a simulator).',
    async play(page, { visitor }) {
      await page.getByRole('button', { name: /^Continue to payment/ }).click();
      await page.getByLabel('Email').fill(visitor);
      await page.getByLabel('Card number').fill('4242 4242 4242 4242');
    },
  },
  {
    name: 'booked',
    seat: 'phone',
    caption: 'Booked. Moving, cancelling and the calendar file are on this page.',
    async play(page) {
      await page.getByRole('button', { name: /^Pay / }).click();
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
      await page.getByRole('link', { name: 'See your booking' }).click();
      await page.getByRole('heading', { name: 'Your time is booked' }).waitFor();
    },
  },
  {
    name: 'mail',
    seat: 'phone',
    caption: 'The mail about it. It tells a bystander that there is an appointment, and no more.',
    async play(page, { urls, visitor }) {
      await page.goto(`${urls.mailbox}/?to=${encodeURIComponent(visitor)}`);
      await page.getByRole('link', { name: /Your appointment is confirmed/ }).click();
      await page.getByRole('heading', { name: 'Your appointment is confirmed' }).waitFor();
    },
  },
  {
    name: 'today',
    seat: 'desk',
    caption: 'The coach’s day: sessions, and what waits for an answer.',
    async play(page, { urls, coach }) {
      await page.goto(`${urls.break}/`);
      // Begun now, looked at last: it goes on while the studio is shown.
      for (const name of ['Lose the notices', 'Send 64 people']) {
        const heard = page.waitForResponse((answer) => answer.request().method() === 'POST');
        await Promise.all([heard, page.getByRole('button', { name }).click()]);
      }
      await page.goto(urls.studio);
      await page.getByRole('textbox', { name: 'E-mail address' }).fill(coach.email);
      await page.getByLabel('Password').and(page.locator('input')).fill(coach.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Today' }).waitFor();
    },
  },
  {
    name: 'caseload',
    seat: 'desk',
    caption: 'The caseload; every filter is part of the address.',
    async play(page) {
      await page.getByRole('link', { name: 'Caseload', exact: true }).click();
      await page
        .getByRole('link', { name: /^Open the case of / })
        .first()
        .waitFor();
    },
  },
  {
    name: 'case',
    seat: 'desk',
    caption: 'A case: people, appointments, answers and notes, each with who may read it.',
    async play(page) {
      await page.getByRole('link', { name: 'Open the case of Ines Marlowe' }).click();
      await page.getByRole('heading', { name: 'Notes' }).first().waitFor();
    },
  },
  {
    name: 'everybody-at-once',
    seat: 'desk',
    caption: '64 people on one time: one has it, the others are told kindly, and no two overlap.',
    play: (page, { urls }) => mended(page, urls.break, 'everybody'),
  },
  {
    name: 'lost-notices',
    seat: 'desk',
    caption: 'The payment notices lost, late and double: three people paid, and both books agree.',
    play: (page, { urls }) => mended(page, urls.break, 'webhooks'),
  },
  {
    name: 'killed-worker',
    seat: 'desk',
    caption: 'The worker killed: bookings go on, it comes back, and every confirmation is sent once.',
    async play(page, { urls }) {
      await page.goto(`${urls.break}/`);
      await page.getByRole('button', { name: 'Kill the worker' }).click();
      await page.locator('#worker .live.under-way').waitFor();
      await mended(page, urls.break, 'worker');
    },
  },
];

/** Waits until what was broken is whole, with the result in view. Rejects where it did not hold. */
async function mended(page: Page, breakUrl: string, act: string): Promise<void> {
  if (!page.url().startsWith(breakUrl)) await page.goto(`${breakUrl}/`);
  const over = page.locator(`#${act} .live:is(.held, .did-not-hold, .failed)`);
  await over.waitFor({ timeout: mendedMs });
  const sentence = await over.getByRole('status').innerText();
  if (!sentence.startsWith('It held')) throw new Error(`After breaking (${act}) the page says: ${sentence}`);
  await page.locator(`#${act}`).scrollIntoViewIfNeeded();
}
