import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { steps, type Demo, type Seat } from './steps.js';
import { stripOf, type Picture } from './strip.js';

export interface TourOptions {
  readonly demo: Demo;
  /** Where Chromium is. */
  readonly executablePath: string;
  /** What was in it is thrown away. */
  readonly folder: string;
  readonly say: (text: string) => void;
}

export interface Toured {
  readonly seconds: number;
  /** The pages with all pictures, and one picture of it. */
  readonly strip: string;
  readonly picture: string;
}

const sizes = { phone: { width: 375, height: 760 }, desk: { width: 1280, height: 800 } } as const;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const slowestMs = 15_000;

/** Plays the whole path in Chromium and leaves a strip of pictures. Rejects with the name of the step that failed. */
export async function playTour({ demo, executablePath, folder, say }: TourOptions): Promise<Toured> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const pages: Partial<Record<Seat, Page>> = {};
    const pictures: Picture[] = [];
    for (const [n, step] of steps.entries()) {
      const { name, seat, caption } = step;
      const page = (pages[seat] ??= await open(browser, seat));
      try {
        await step.play(page, demo);
      } catch (error) {
        throw new Error(`The tour stopped at "${name}" (${page.url()}).`, { cause: error });
      }
      const file = `${String(n + 1).padStart(2, '0')}-${name}.png`;
      await page.screenshot({ path: join(folder, file), animations: 'disabled' });
      pictures.push({ file, caption, seat });
      say(`${caption} (${seconds().toFixed(1)} s)`);
    }
    const played = { day: new Date().toISOString().slice(0, 10), seconds: seconds().toFixed(1) };
    const strip = join(folder, 'index.html');
    writeFileSync(strip, stripOf(pictures, played));
    const picture = join(folder, 'strip.png');
    const page = await browser.newPage({ viewport: { width: 1480, height: 900 } });
    await page.goto(pathToFileURL(strip).href);
    await page.screenshot({ path: picture, fullPage: true });
    return { seconds: seconds(), strip, picture };
  } finally {
    await browser.close();
  }
}

async function open(browser: Browser, seat: Seat): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[seat],
    deviceScaleFactor: 1,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(slowestMs);
  return context.newPage();
}
