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

/** What stands on the page that ends the wait: of a time that is kept, the page to pay on. */
const endsTheWait: Readonly<Record<Booked, string>> = { free: 'Your time is booked', paid: 'Pay £95.00' };

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

  /** Milliseconds from the click on the last button to the first paint of the page that says that the time is kept. */
  async book(what: Booked): Promise<number> {
    const context = await this.browser.newContext({ locale: 'en-GB', timezoneId: 'Etc/UTC' });
    try {
      return await this.bookIn(context, what);
    } finally {
      await context.close();
    }
  }

  private async bookIn(context: BrowserContext, what: Booked): Promise<number> {
    const n = (this.count += 1);
    const page = await context.newPage();
    let clicked: number | undefined;
    // Whoever was clicked is gone when the next page stands there, so the moment is told at once.
    await page.exposeFunction('wasClicked', (at: number) => (clicked ??= at));
    await page.addInitScript(() =>
      addEventListener(
        'click',
        ({ timeStamp, target }) => {
          const tell = (globalThis as unknown as { wasClicked: (at: number) => unknown }).wasClicked;
          if (target instanceof HTMLButtonElement && target.type === 'submit') tell(performance.timeOrigin + timeStamp);
        },
        true,
      ),
    );
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
    await page.getByRole('heading', { name: endsTheWait[what] }).first().waitFor();
    const painted = await firstPaint(page);
    if (clicked === undefined) throw new Error('Nothing was clicked.');
    return painted - clicked;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
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
