import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { isPhone, waitMs, type Demo, type Scene, type Screens, type Seat } from './scene.js';
import { chapters } from './scenes.js';
import { stripOf, type PicturedChapter } from './strip.js';

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
  readonly chapters: readonly PicturedChapter[];
  /** The page with all pictures, and one picture of it. */
  readonly strip: string;
  readonly picture: string;
}

const sizes = { phone: { width: 375, height: 760 }, desk: { width: 1280, height: 800 } } as const;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Plays the whole path in Chromium and leaves a strip of pictures. Rejects with the name of the scene that failed. */
export async function playTour({ demo, executablePath, folder, say }: TourOptions): Promise<Toured> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const screens = screensOf(browser);
    const pictured: PicturedChapter[] = [];
    let pictures = 0;
    for (const { heading, scenes } of chapters) {
      const chapter = { heading, pictures: [] as PicturedChapter['pictures'][number][] };
      pictured.push(chapter);
      for (const scene of scenes) {
        const { name, seat, title, caption } = scene;
        const file = `${String((pictures += 1)).padStart(2, '0')}-${name}.png`;
        if (!(await take(scene, join(folder, file), await screens(seat), { demo, screens }))) continue;
        chapter.pictures.push({ file, title, caption, isPhone: isPhone(seat) });
        say(`${title} (${seconds().toFixed(1)} s)`);
      }
    }
    const played = { day: new Date().toISOString().slice(0, 10), seconds: seconds().toFixed(1) };
    const strip = join(folder, 'index.html');
    writeFileSync(strip, stripOf(pictured, played));
    const picture = join(folder, 'strip.png');
    const page = await browser.newPage({ viewport: { width: 1480, height: 900 } });
    await page.goto(pathToFileURL(strip).href);
    await page.screenshot({ path: picture, fullPage: true });
    return { seconds: seconds(), chapters: pictured, strip, picture };
  } finally {
    await browser.close();
  }
}

/** Plays a scene and takes its picture; false where it was left out. */
async function take(
  { name, part, play }: Scene,
  path: string,
  page: Page,
  { demo, screens }: { demo: Demo; screens: Screens },
): Promise<boolean> {
  try {
    if ((await play(page, demo, screens)) === 'left-out') return false;
    const pictured = part === undefined ? page : page.locator(part);
    await pictured.screenshot({ path, animations: 'disabled' });
    return true;
  } catch (error) {
    throw new Error(`The tour stopped at "${name}" (${page.url()}).`, { cause: error });
  }
}

/** Every screen is opened once, when it is first looked at. */
function screensOf(browser: Browser): Screens {
  const opened = new Map<Seat, Promise<Page>>();
  return (seat) => {
    const page = opened.get(seat) ?? open(browser, seat);
    opened.set(seat, page);
    return page;
  };
}

async function open(browser: Browser, seat: Seat): Promise<Page> {
  const context = await browser.newContext({
    viewport: isPhone(seat) ? sizes.phone : sizes.desk,
    deviceScaleFactor: 1,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(waitMs);
  return context.newPage();
}
