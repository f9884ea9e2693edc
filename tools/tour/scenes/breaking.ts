import type { Page } from 'playwright-core';
import type { Chapter, Demo } from '../scene.js';

/** What is broken is whole again by then, however busy the machine is. */
const mendedMs = 30_000;

/** What became of all that was broken on the way. */
export const breaking: Chapter = {
  heading: 'What was broken on the way',
  scenes: [
    {
      name: 'everybody-at-once',
      seat: 'breaking',
      title: '64 people on one time',
      caption: 'One has it, 63 are told kindly and shown others, and no two times overlap.',
      part: '#everybody',
      play: (page, demo) => mended(page, demo, 'everybody'),
    },
    {
      name: 'lost-notices',
      seat: 'breaking',
      title: 'The payment notices lost',
      caption: 'Late and double they arrive: three people paid, each once, and both books agree.',
      part: '#webhooks',
      play: (page, demo) => mended(page, demo, 'webhooks'),
    },
    {
      name: 'killed-worker',
      seat: 'breaking',
      title: 'The worker killed',
      caption: 'Bookings go on, another takes its place, and every confirmation is sent once.',
      part: '#worker',
      play: (page, demo) => mended(page, demo, 'worker'),
    },
  ],
};

/** Waits until what was broken is whole, with the result in view. Rejects where it did not hold. */
async function mended(page: Page, { urls }: Demo, act: string): Promise<void> {
  await page.goto(`${urls.break}/`);
  const over = page.locator(`#${act} .live:is(.held, .did-not-hold, .failed)`);
  await over.waitFor({ timeout: mendedMs });
  const sentence = await over.getByRole('status').innerText();
  if (!sentence.startsWith('It held')) throw new Error(`After breaking (${act}) the page says: ${sentence}`);
}
