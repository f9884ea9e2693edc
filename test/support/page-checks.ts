/// <reference lib="dom" />
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** The most bytes a page may hand over, packed: its HTML without the style, its style, its scripts. */
export interface Budget {
  readonly html: number;
  readonly css: number;
  readonly js: number;
}

export const siteBudget: Budget = { html: 8 * 1024, css: 4 * 1024, js: 15 * 1024 };
export const portalBudget: Budget = { html: 8 * 1024, css: 4 * 1024, js: 20 * 1024 };

/** Stands among statuses for a network that the journey cuts. */
export const cutOff = 0;

/** What was found on a page; `faults` is empty where all is well, and `figures` are printed beside it. */
export interface PageReport {
  readonly faults: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly unknown[] }[];
  }[];
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Watches a page from before its first request: what its console complains of, which other hosts it asks, what it
 * loads, and how far its layout shifts. Make one before `goto`, then ask for `check` on each page that is reached.
 */
export class PageWatch {
  private complaints: string[] = [];
  private foreign: string[] = [];

  private constructor(
    private readonly page: Page,
    private readonly origin: string,
  ) {}

  /** `allowed` are statuses of our own answers that a journey provokes on purpose. */
  static async on(page: Page, origin: string, allowed: readonly number[] = []): Promise<PageWatch> {
    const watch = new PageWatch(page, new URL(origin).origin);
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      const [, status] = /status of (\d{3})/.exec(message.text()) ?? [];
      const isCutOff = message.text().includes('ERR_INTERNET_DISCONNECTED');
      if (!allowed.includes(isCutOff ? cutOff : Number(status))) watch.complaints.push(message.text());
    });
    page.on('pageerror', (error) => watch.complaints.push(String(error)));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (/^https?:$/.test(url.protocol) && url.origin !== watch.origin && !request.isNavigationRequest())
        watch.foreign.push(url.origin);
    });
    await page.addInitScript(() => {
      const shifts = globalThis as unknown as { layoutShift: number };
      shifts.layoutShift = 0;
      // What moves in answer to somebody's key or click is wanted. Browsers allow half a second for that; a machine that
      // runs two browsers and a house of servers answers later.
      const answersWithin = 2_000;
      let touchedAt = -Infinity;
      for (const kind of ['keydown', 'pointerdown', 'input', 'change'])
        addEventListener(kind, ({ timeStamp }) => (touchedAt = timeStamp), true);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as {
          value: number;
          hadRecentInput: boolean;
          startTime: number;
        }[])
          if (!entry.hadRecentInput && entry.startTime - touchedAt > answersWithin) shifts.layoutShift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    return watch;
  }

  /** Everything web.md asks of every page, on the page that is shown now. */
  async check(budget: Budget | null = siteBudget, { exit = true } = {}): Promise<PageReport> {
    const faults = [
      ...this.complaints.map((text) => `console: ${text}`),
      ...this.foreign.map((host) => `asks another host: ${host}`),
      ...(await axeFaults(this.page)),
      ...(await sidewaysFaults(this.page)),
      ...(exit ? await exitFaults(this.page) : []),
    ];
    this.complaints = [];
    this.foreign = [];
    const figures = budget ? await weigh(this.page) : {};
    for (const [name, bytes] of Object.entries(budget ?? {}))
      if ((figures[name] ?? 0) > bytes) faults.push(`${name}: ${figures[name]} bytes, at most ${bytes}`);
    const shift = await this.page.evaluate(() => (globalThis as unknown as { layoutShift: number }).layoutShift ?? 0);
    if (shift > 0.02) faults.push(`layout shift: ${shift.toFixed(3)}, at most 0.02`);
    return { faults, figures: { ...figures, shift: Number(shift.toFixed(4)) } };
  }
}

/** Pages that axe found nothing in, by what it judges by: their elements and attributes at one size, without the words. */
const sound = new Set<string>();

async function axeFaults(page: Page): Promise<string[]> {
  const build = await buildOf(page);
  if (sound.has(build)) return [];
  const faults = await askAxe(page);
  if (faults.length === 0) sound.add(build);
  return faults;
}

/** What a page is made of, as a digest; two persons before the same question of one form get the same. */
async function buildOf(page: Page): Promise<string> {
  const elements = await page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement;
    const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      if (!(text.parentElement instanceof HTMLStyleElement)) text.nodeValue = text.nodeValue?.trim() ? 'words' : '';
    return `${innerWidth}x${innerHeight} ${copy.outerHTML}`;
  });
  return createHash('sha256').update(elements).digest('base64');
}

async function askAxe(page: Page): Promise<string[]> {
  // Injected through the debugger, so the page's own policy stays as strict as it is.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const result = await page.evaluate(
    (tags) =>
      (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResult> } }).axe.run({
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations'],
      }),
    axeTags,
  );
  return result.violations.map(
    ({ id, help, nodes }) => `axe ${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`,
  );
}

/** At 320 pixels nothing may need scrolling sideways. */
async function sidewaysFaults(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  const { width, widest } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    widest: [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > 320 && element.children.length === 0)
      .map((element) => `${element.tagName.toLowerCase()} “${(element.textContent ?? '').slice(0, 40)}”`),
  }));
  if (before) await page.setViewportSize(before);
  return width > 320 ? [`scrolls sideways at 320 px: ${width} px wide (${widest.slice(0, 3).join(', ')})`] : [];
}

/** The way out is the first thing a keyboard reaches, and leads away without a script too. */
async function exitFaults(page: Page): Promise<string[]> {
  const first = await page.evaluate(() => {
    const reachable = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
    const element = document.querySelector<HTMLAnchorElement>(reachable);
    return { id: element?.id ?? '', href: element?.href ?? '' };
  });
  if (first.id !== 'leave') return ['the quick exit is not first in the order of tabs'];
  return new URL(first.href).origin === new URL(page.url()).origin ? ['the quick exit leads nowhere else'] : [];
}

/** What the page weighs, packed, its scripts fetched once more. */
async function weigh(page: Page): Promise<Record<string, number>> {
  const { document, scripts } = await page.evaluate(async () => {
    const text = async (address: string) => (await fetch(address)).text();
    const addresses = performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => /\.js(\?|$)/.test(name));
    return {
      document: await text(location.href),
      scripts: await Promise.all([...new Set(addresses)].map(text)),
    };
  });
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(document) ?? [];
  const packed = (text: string) => gzipSync(text, { level: 9 }).length;
  return {
    html: packed(document.replace(style, '')),
    css: packed(style),
    js: scripts.reduce((sum, script) => sum + packed(script), 0),
  };
}
