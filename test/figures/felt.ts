/// <reference lib="dom" />
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { Given, type GivenOffering, type GivenPractice } from '../support/given.js';
import { everyDayFrom } from './open-week.js';
import { asAdmin } from './overlaps.js';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
const minute = 60_000;
const day = 1_440 * minute;
const aDay = 8;

/** What somebody books: what costs nothing is theirs at once, what is to be paid is kept while they pay. */
export type Booked = 'free' | 'paid';

/** What is said at the button, and what heads the page that follows: of a time that is kept, the page to pay on. */
const words: Readonly<Record<Booked, { readonly said: string; readonly heading: string }>> = {
  free: { said: 'Your time is booked.', heading: 'Your time is booked' },
  paid: { said: 'We keep this time for you. On the next page you can pay.', heading: 'Pay £95.00' },
};

/** Milliseconds since the click on the last button: until the words that say that it is done were painted, and until the next page was. */
export interface Felt {
  readonly said: number;
  readonly shown: number;
}

/** One Chromium, in which people who were never there before book one after another. */
export class FeltBookings {
  private count = 0;

  private constructor(
    private readonly browser: Browser,
    private readonly url: string,
    private readonly practice: GivenPractice,
    private readonly offerings: Readonly<Record<Booked, GivenOffering>>,
    private readonly firstDay: number,
  ) {}

  /** `url` is the address of the pages; `now` is the installation's own time. */
  static async open(url: string, now: number): Promise<FeltBookings> {
    const given = new Given(() => url);
    const practice = await given.practice({ slug: 'felt', timeZone: 'Etc/UTC' });
    const hours = { timeZone: 'Etc/UTC', weekly: everyDayFrom('08:00', '16:00'), overrides: [] };
    await given.availability(practice, practice.coach.id, hours);
    const wishes = { bookingWindowDays: 365 };
    const offerings = {
      free: await given.offering(practice, wishes),
      paid: await given.paidOffering(practice, wishes),
    };
    const browser = await chromium.launch({ executablePath, args: flags });
    return new FeltBookings(browser, url, practice, offerings, Math.ceil(now / day + 1) * day);
  }

  /** Somebody who was never there before books; answers how long it felt. */
  async book(what: Booked): Promise<Felt> {
    const context = await this.browser.newContext({ locale: 'en-GB', timezoneId: 'Etc/UTC' });
    try {
      return await this.bookIn(context, what);
    } finally {
      await context.close();
    }
  }

  private async bookIn(context: BrowserContext, what: Booked): Promise<Felt> {
    const n = (this.count += 1);
    const { said, heading } = words[what];
    const page = await context.newPage();
    const moments = new Map<string, number>();
    // The next page takes the place of the one that was clicked, so each moment is told at once.
    await page.exposeFunction('tellMoment', (name: string, at: number) => moments.set(name, at));
    await page.addInitScript(tellMoments, said);
    const start = new Date(
      this.firstDay + Math.floor((n - 1) / aDay) * day + (8 * 60 + ((n - 1) % aDay) * 60) * minute,
    );
    const from = start.toISOString().slice(0, 10);
    await page.goto(`${this.url}/${this.practice.slug}/book/${this.offerings[what].slug}?zone=Etc/UTC&from=${from}`);
    await page.locator('#booker form[novalidate]').waitFor(); // its script is there
    await page.locator(`input[type=radio][value^="${start.toISOString().slice(0, 16)}"]`).check();
    await page.getByRole('textbox', { name: 'What should we call you?' }).fill('Kim');
    await page.getByRole('textbox', { name: 'Your e-mail address' }).fill(`kim-${n}@example.org`);
    await page.locator('#booker form button[type=submit]').last().click();
    await page.getByRole('heading', { name: heading }).first().waitFor();
    const shown = await firstPaint(page);
    const [clicked, painted] = [moments.get('clicked'), moments.get('said')];
    if (clicked === undefined) throw new Error('Nothing was clicked.');
    if (painted === undefined) throw new Error(`Nobody was told: ${said}`);
    return { said: painted - clicked, shown: shown - clicked };
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/** In the page: tells when a form's button was clicked, and when these words stood at it for everybody to see. */
function tellMoments(said: string): void {
  const tell = (globalThis as unknown as { tellMoment: (name: string, at: number) => unknown }).tellMoment;
  addEventListener(
    'click',
    ({ timeStamp, target }) => {
      if (target instanceof HTMLButtonElement && target.type === 'submit')
        tell('clicked', performance.timeOrigin + timeStamp);
    },
    true,
  );
  const watch = new MutationObserver(() => {
    if (![...document.querySelectorAll('[role=status]')].some(({ textContent }) => textContent === said)) return;
    watch.disconnect();
    const { port1: painted, port2: afterPaint } = new MessageChannel();
    painted.onmessage = () => tell('said', performance.timeOrigin + performance.now());
    // The frame is drawn between its callbacks and the next task.
    requestAnimationFrame(() => afterPaint.postMessage(null));
  });
  watch.observe(document, { subtree: true, childList: true, characterData: true });
}

/** When the page that stands there now first showed anything; what it says came with it. */
function firstPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((seen) =>
        new PerformanceObserver((list) => {
          const paint = list.getEntriesByName('first-contentful-paint')[0];
          if (paint) seen(performance.timeOrigin + paint.startTime);
        }).observe({ type: 'paint', buffered: true }),
      ),
  );
}

/** The control: the database takes so many milliseconds longer for each appointment. */
export async function answerLater(adminUrl: string, milliseconds: number): Promise<void> {
  await asAdmin(adminUrl, async (admin) => {
    await admin.query(`CREATE FUNCTION later() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_sleep(${milliseconds / 1000}); RETURN NEW; END'`);
    await admin.query('CREATE TRIGGER later BEFORE INSERT ON appointments FOR EACH ROW EXECUTE FUNCTION later()');
  });
}
