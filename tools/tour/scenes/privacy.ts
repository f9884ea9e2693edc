import type { Page } from 'playwright-core';
import { mailTo } from '../mail.js';
import { pin } from '../pin.js';
import { show, type Chapter } from '../scene.js';

/** The same person writes on one phone, goes on at another, and says how they may be written to. */
export const privacy: Chapter = {
  heading: 'What is private stays with its writer',
  scenes: [
    {
      name: 'questions',
      seat: 'phone',
      title: 'A few questions first',
      caption: 'Every answer is saved by itself and sealed with a key of its writer.',
      async play(page, { urls, visitor }) {
        await page.goto((await mailTo(urls.mailbox, visitor, 'A few questions', '/f/')).link);
        await page.getByRole('button', { name: 'Open the questions' }).click();
        for (const box of await afterwards(page, 'Begin')) await box.check();
        await page.getByRole('button', { name: 'Begin' }).click();
        await page.getByRole('textbox', { name: 'What would you like to be called?' }).fill('Robin');
        await page.getByRole('button', { name: 'Next' }).click();
        await page.getByRole('textbox', { name: /a little different/ }).fill('One slow breakfast a week.');
        await page.getByText('Everything is saved.').waitFor();
      },
    },
    {
      name: 'goes-on',
      seat: 'other-phone',
      title: 'Going on elsewhere',
      caption: 'The same link on another phone goes on at the next question, and shows no answer from before.',
      async play(page, { urls, visitor }) {
        await page.goto((await mailTo(urls.mailbox, visitor, 'A few questions', '/f/')).link);
        await page.getByRole('button', { name: 'Open the questions' }).click();
        await page.getByRole('heading', { name: 'What would you like to talk about?' }).waitFor();
      },
    },
    {
      name: 'asks-for-the-pin',
      seat: 'other-phone',
      title: 'Earlier answers are shut',
      caption: 'Whoever has the mailbox alone comes this far. Tries are few, and no mail brings a new PIN.',
      async play(page) {
        await page.getByRole('button', { name: 'Show what I wrote before' }).click();
        await page.getByRole('heading', { name: 'Open what is private' }).waitFor();
        await page.getByLabel('Your PIN').fill(pin);
      },
    },
    {
      name: 'earlier-answers',
      seat: 'other-phone',
      title: 'Open to their writer',
      caption: 'With the PIN everything is there again. After ten idle minutes the page goes blank.',
      async play(page) {
        await page.getByRole('button', { name: 'Open it' }).click();
        await page.getByText('One slow breakfast a week.').waitFor();
      },
    },
    {
      name: 'lock-screen',
      seat: 'phone',
      title: 'How much a mail may say',
      caption: '“The time alone, and not before six in the evening”: the next mails as a lock screen will show them.',
      async play(page, { urls, visitor }) {
        await page.goto(`${urls.app}/me?practice=demo`);
        await page.getByRole('textbox', { name: 'Your e-mail address' }).fill(visitor);
        await page.getByRole('button', { name: 'Send me the link' }).click();
        await page.getByRole('heading', { name: 'Please look in your inbox' }).waitFor();
        await page.goto((await mailTo(urls.mailbox, visitor, '', '/me/sign-in/')).link);
        await page.getByRole('button', { name: 'Sign me in' }).click();
        await page.getByRole('link', { name: 'How we may write to you' }).click();
        await page.getByLabel('Your PIN').fill(pin);
        await page.getByRole('button', { name: 'Open it' }).click();
        await page.getByLabel('The time alone').check();
        await page.getByLabel('From', { exact: true }).fill('21:00');
        await page.getByLabel('Until', { exact: true }).fill('18:00');
        await page.getByRole('button', { name: 'Keep this' }).click();
        await page.getByText('Kept. It holds from the next mail on.').waitFor();
        await show(page, '#preview-title');
      },
    },
  ],
};

/** The boxes to tick, once the button that follows them is there. */
async function afterwards(page: Page, button: string) {
  await page.getByRole('button', { name: button }).waitFor();
  return page.getByRole('checkbox').all();
}
