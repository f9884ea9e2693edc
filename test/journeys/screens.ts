import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { PageWatch, siteBudget, type Budget } from '../support/page-checks.js';
import type { TestApp } from '../support/test-app.js';

/** Where the journeys' Chromium is. */
export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const sizes = { phone: { width: 375, height: 812 }, desk: { width: 1440, height: 900 } };
const pictures = fileURLToPath(new URL('pictures/', import.meta.url));
const slowestMs = 10_000;

/** How somebody sits before the pages: on which device, in which zone, and whether their browser runs scripts. */
export interface Seat {
  readonly size: keyof typeof sizes;
  readonly timeZone?: string;
  readonly scripts?: boolean;
  /** Statuses of our own answers that the journey provokes on purpose. */
  readonly provokes?: readonly number[];
  /** Where the pages are, if not with the app. */
  readonly at?: string;
}

/** How a page is looked at: what it may weigh, and whether it must have the quick exit. */
export interface Look {
  readonly budget?: Budget | null;
  readonly exit?: boolean;
}

/** One Chromium for all journeys of a file. Each person gets a context of their own, whose date is that of the test's clock. */
export class Screens {
  private browser: Browser | undefined;
  private contexts: BrowserContext[] = [];

  constructor(private readonly app: TestApp) {}

  async start(): Promise<void> {
    if (!existsSync(executablePath)) throw new Error(`There is no Chromium at ${executablePath}: please install it.`);
    this.browser = await chromium.launch({ executablePath, args: flags });
    mkdirSync(pictures, { recursive: true });
  }

  async stop(): Promise<void> {
    await this.browser?.close();
  }

  /** A person opens their browser: nothing is remembered in it. */
  async open(name: string, seat: Seat): Promise<Screen> {
    const { size, timeZone = 'Europe/London', scripts = true, provokes = [], at = this.app.url } = seat;
    const context = await this.browser!.newContext({
      viewport: sizes[size],
      deviceScaleFactor: 1,
      locale: 'en-GB',
      timezoneId: timeZone,
      javaScriptEnabled: scripts,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(slowestMs);
    if (scripts) await context.clock.setFixedTime(this.app.clock.now());
    this.contexts.push(context);
    const page = await context.newPage();
    return new Screen(name, page, at, scripts ? await PageWatch.on(page, at, provokes) : null);
  }

  /** Time moves for the server and for every open browser alike. */
  async moveTo(instant: string): Promise<void> {
    this.app.clock.set(instant);
    for (const context of this.contexts) await context.clock.setFixedTime(this.app.clock.now());
  }

  async closeAll(): Promise<void> {
    for (const context of this.contexts.splice(0)) await context.close();
  }
}

/** What one person sees. */
export class Screen {
  /** Every page that was looked at, as it came with what its script was told. */
  readonly shown: string[] = [];

  constructor(
    private readonly name: string,
    readonly page: Page,
    private readonly url: string,
    private readonly watch: PageWatch | null,
  ) {}

  async goTo(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.url).href);
  }

  /** Waits for a heading: the sign that a page is there. */
  async sees(heading: string | RegExp): Promise<void> {
    await this.orTell(this.named('heading', heading).first().waitFor());
  }

  /** Waits until these words stand on the page. */
  async reads(words: string | RegExp): Promise<void> {
    await this.orTell(this.page.getByText(words).first().waitFor());
  }

  /** Waits until the focus is on something with these words: what was pressed may be gone. */
  async hasFocus(words: string | RegExp): Promise<void> {
    await this.orTell(this.page.locator(':focus:not(body)').filter({ hasText: words }).waitFor());
  }

  async press(button: string | RegExp): Promise<void> {
    await this.orTell(this.named('button', button).click());
  }

  async follow(link: string | RegExp): Promise<void> {
    await this.orTell(this.named('link', link).click());
  }

  async fill(label: string | RegExp, value: string): Promise<void> {
    const box = this.page.getByRole('textbox', { name: label, exact: typeof label === 'string' });
    await this.orTell(box.fill(value));
  }

  /** Waits until something is said of a term, such as an answer of its question. */
  async definition(words: string): Promise<void> {
    await this.orTell(this.page.getByRole('definition').filter({ hasText: words }).first().waitFor());
  }

  async choose(label: string, option: string): Promise<void> {
    const list = this.page.getByRole('combobox', { name: label });
    await this.orTell(list.selectOption({ label: option }).then(() => undefined));
  }

  /** Everything that is asked of every page, on the one that is shown now; and a picture of it. */
  async looksAt(what: string, { budget = siteBudget, exit = true }: Look = {}): Promise<void> {
    const waiting = this.page.getByLabel('One moment').or(this.page.getByText('One moment', { exact: true }));
    await waiting.first().waitFor({ state: 'detached' });
    this.shown.push(await this.page.content());
    const file = `${this.name}-${String(this.shown.length).padStart(2, '0')}-${what}.png`;
    await this.page.screenshot({ path: `${pictures}${file}`, fullPage: true, animations: 'disabled' });
    if (!this.watch) return;
    const { faults } = await this.watch.check(budget, { exit });
    expect({ page: what, faults }).toEqual({ page: what, faults: [] });
  }

  private named(role: 'heading' | 'button' | 'link', name: string | RegExp): Locator {
    return this.page.getByRole(role, { name, exact: typeof name === 'string' });
  }

  /** Where something did not come about, the error tells what was shown instead. */
  private async orTell(step: Promise<void>): Promise<void> {
    try {
      await step;
    } catch (error) {
      const shown = await this.page.locator('body').innerText();
      throw new Error(`${this.name} at ${this.page.url()} saw:\n${shown.slice(0, 1500)}`, { cause: error });
    }
  }
}

/** The screens of a file's journeys; every journey begins with none open. */
export function useScreens(app: TestApp): Screens {
  const screens = new Screens(app);
  beforeAll(async () => {
    requireBuilt('site');
    requireBuilt('studio');
    await screens.start();
  });
  afterEach(() => screens.closeAll());
  afterAll(() => screens.stop());
  return screens;
}

/** Throws a sentence that says what to do where the pages were not built. */
export function requireBuilt(part: 'site' | 'studio'): void {
  if (!existsSync(new URL(`../../dist/apps/${part}/`, import.meta.url)))
    throw new Error(`The ${part} is not built, so no journey can walk through it: run "npm run build" first.`);
}
