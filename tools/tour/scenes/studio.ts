/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { askForTwo } from '../asking.js';
import { askerOf, type Chapter } from '../scene.js';

/** The coach's side of it. */
export const studio: Chapter = {
  heading: 'The coach’s side',
  scenes: [
    {
      name: 'today',
      seat: 'desk',
      title: 'The coach’s day',
      caption: 'Sessions, and what waits for an answer.',
      async play(page, demo) {
        const { urls, coach } = demo;
        await askForTwo(demo);
        await page.goto(urls.studio);
        await page.getByRole('textbox', { name: 'E-mail address' }).fill(coach.email);
        await page.getByLabel('Password').and(page.locator('input')).fill(coach.password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.getByRole('heading', { name: 'Today' }).waitFor();
        await page.getByRole('heading', { name: 'What needs you' }).waitFor();
        await settled(page);
      },
    },
    {
      name: 'in-doubt',
      seat: 'desk',
      title: 'A mail in doubt',
      caption:
        'The mail server went away half way. Nothing is sent twice unasked: the coach decides, knowing what may happen.',
      async play(page) {
        const again = page.getByRole('button', { name: /^Send again\?/ }).first();
        // Somebody who tried the demo may have sent it already, or ticked it off.
        if (!(await again.isVisible())) return 'left-out';
        await again.click();
        await page.getByText('If the first copy did arrive').waitFor();
        return undefined;
      },
    },
    {
      name: 'inviting',
      seat: 'desk',
      title: 'Inviting who was named',
      caption:
        'A person is asked once, by the coach. Whether they answer, decline or want no mail looks the same here.',
      async play(page, demo) {
        await page.goto(`${demo.urls.studio}/caseload?q=${encodeURIComponent(askerOf(demo))}`);
        await page.getByRole('link', { name: /^Open the case of Sasha/ }).click();
        await page.getByRole('button', { name: 'Invite Kim' }).click();
        await page.getByText('Kim gets one short mail.').waitFor();
        await settled(page);
      },
    },
  ],
};

/** What the coach works with every day. */
export const everyDay: Chapter = {
  heading: 'Every day',
  scenes: [
    {
      name: 'caseload',
      seat: 'desk',
      title: 'The caseload',
      caption: 'Every filter is part of the address, so a view can be kept.',
      async play(page) {
        await page.getByRole('link', { name: 'Caseload', exact: true }).click();
        await page.getByRole('link', { name: 'Open the case of Ines Marlowe' }).waitFor();
      },
    },
    {
      name: 'case',
      seat: 'desk',
      title: 'One case',
      caption: 'People, appointments, answers and notes, each with who may read it.',
      async play(page) {
        await page.getByRole('link', { name: 'Open the case of Ines Marlowe' }).click();
        await page.getByRole('heading', { name: 'Notes' }).first().waitFor();
        await settled(page);
      },
    },
  ],
};

/** Waits until nothing of a page is on its way any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.waiting') === null);
}
