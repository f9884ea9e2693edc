/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/**
 * What is written into every text field: it begins and ends from right to left, holds markup that would say its number,
 * an emoji of three people, marks without width and, where there is room, a word as long as a line and longer.
 */
export function plantedText(number: number, max: number): string {
  const head = `שלום ${number} <img src=x onerror=alert(${number})>"'&\u200b👩\u200d👧`;
  const room = max - head.length - 4;
  return `${head}${room > 12 ? ` ${'W'.repeat(Math.min(room - 1, 60))}` : ''} מה`;
}

/** What is wrong with a page that shows planted texts, and which of them it shows. */
export interface PlantedPage {
  readonly faults: readonly string[];
  readonly numbers: readonly number[];
}

/** Reads what is shown now: whether a text became markup, turned the words beside it round, or made the page too wide. */
export async function readPlanted(page: Page): Promise<PlantedPage> {
  const shown = await page.evaluate(() => {
    interface Item {
      readonly planted: boolean;
      readonly text: string;
      /** Measured only where it is needed. */
      readonly rects: () => DOMRect[];
    }
    const pattern = /שלום \d+ <img[\s\S]*? מה/gu;
    const blockOf = (node: Node): HTMLElement => {
      let element = node.parentElement!;
      while (/^(inline|contents)$/.test(getComputedStyle(element).display)) element = element.parentElement!;
      return element;
    };
    const rectsOf = (node: Text, from: number, to: number): DOMRect[] => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      return [...range.getClientRects()].filter(({ width }) => width > 0.5);
    };
    const blocks = new Map<HTMLElement, Item[]>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      if (/^(SCRIPT|STYLE|NOSCRIPT|TEXTAREA|OPTION)$/.test(node.parentElement!.tagName)) continue;
      const text = node;
      const block = blockOf(text);
      const items = blocks.get(block) ?? [];
      blocks.set(block, items);
      const own = (from: number, to: number) => {
        for (let at = from; at < to; at += 1)
          if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(text.data[at]!))
            items.push({ planted: false, text: text.data[at]!, rects: () => rectsOf(text, at, at + 1) });
      };
      let done = 0;
      for (const hit of node.data.matchAll(pattern)) {
        own(done, hit.index);
        done = hit.index + hit[0].length;
        const [from, to] = [hit.index, done];
        items.push({ planted: true, text: hit[0], rects: () => rectsOf(text, from, to) });
      }
      own(done, node.data.length);
    }
    const turned: string[] = [];
    for (const [block, items] of blocks) {
      if (!items.some(({ planted }) => planted)) continue;
      const words = items
        .map(({ text }) => text)
        .join('')
        .slice(0, 120);
      const rightToLeft = getComputedStyle(block).direction === 'rtl';
      if (rightToLeft && items.some(({ planted, text }) => !planted && /[A-Za-z]/.test(text)))
        turned.push(`our words run from right to left: ${words}`);
      if (rightToLeft) continue;
      // On each line, what comes later stands further to the right; a planted text counts as one thing.
      const pieces = items.flatMap(({ text, rects }) => {
        const lines = new Map<number, DOMRect>();
        for (const rect of rects()) {
          const middle = (rect.top + rect.bottom) / 2;
          const line = [...lines.keys()].find((one) => Math.abs(one - middle) < 8) ?? middle;
          const before = lines.get(line);
          const left = Math.min(before?.left ?? rect.left, rect.left);
          lines.set(line, new DOMRect(left, line, Math.max(before?.right ?? 0, rect.right) - left, 1));
        }
        return [...lines].map(([line, rect]) => ({ text, line, rect }));
      });
      pieces.forEach((piece, n) => {
        const later = pieces.slice(n + 1).find(({ line }) => Math.abs(line - piece.line) < 8);
        if (later && later.rect.left < piece.rect.right - 2)
          turned.push(`“${later.text.slice(0, 20)}” stands before “${piece.text.slice(0, 20)}”: ${words}`);
      });
    }
    return {
      turned: [...new Set(turned)],
      made: [...document.querySelectorAll('img[src="x"], [onerror]')].length,
      width: document.documentElement.scrollWidth,
      room: document.documentElement.clientWidth,
      text: `${document.title} ${document.body.innerText} ${[...document.querySelectorAll('input, textarea')]
        .map((field) => (field as HTMLInputElement).value)
        .join(' ')} ${[...document.querySelectorAll('[aria-label], option')]
        .map((one) => one.getAttribute('aria-label') ?? one.textContent)
        .join(' ')}`,
    };
  });
  const faults = [
    ...shown.turned,
    ...(shown.made > 0 ? [`${shown.made} texts became markup`] : []),
    ...(shown.width > shown.room ? [`scrolls sideways: ${shown.width} of ${shown.room} px`] : []),
  ];
  return { faults, numbers: [...shown.text.matchAll(/שלום (\d+) /g)].map(([, number]) => Number(number)) };
}

/** Notes what a browser tells of a page beside its pictures: a script that spoke, and what the page's policy refused. */
export async function watchForScripts(page: Page): Promise<string[]> {
  const told: string[] = [];
  page.on('dialog', (dialog) => {
    told.push(`a text spoke: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) told.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => told.push(`an error: ${String(error)}`));
  await page.exposeBinding('tellRefused', (_, refused: string) => told.push(`the policy refused: ${refused}`));
  await page.addInitScript(() => {
    const { tellRefused } = globalThis as unknown as { tellRefused: (refused: string) => void };
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      tellRefused(`${violatedDirective} ${blockedURI} ${sourceFile}`),
    );
  });
  return told;
}
