import { portalBudget } from '../support/page-checks.js';
import type { TestApp } from '../support/test-app.js';
import type { Screen } from './screens.js';

/** What somebody says about themselves in the intake; the hope is private. */
export interface IntakeAnswers {
  readonly hope: string;
}

/** Pays on the provider's page with the card that works, and comes back. */
export async function paysThere(screen: Screen, email: string, amount: string): Promise<void> {
  await screen.sees(`Pay ${amount}`);
  await screen.looksAt('pay-page', { budget: null, exit: false });
  await screen.fill('Email', email);
  await screen.fill('Card number', '4242 4242 4242 4242');
  await screen.press(`Pay ${amount}`);
}

/** The link with this path in the newest mail to an address whose subject begins so. */
export function linkFrom(app: TestApp, to: string, subject: string, path: 'a' | 'f' | 's'): string {
  const mail = app.mailbox.messages(to).findLast((one) => one.subject.startsWith(subject));
  const link = new RegExp(`https?://\\S+/${path}/\\S+`).exec(mail?.text ?? '')?.[0];
  if (!link)
    throw new Error(
      `No such link: ${app.mailbox
        .messages(to)
        .map((one) => one.subject)
        .join(' | ')}`,
    );
  return link;
}

/** Opens the mailed link, agrees, answers every question, leaves once in the middle, and hands it in. */
export async function fillsInTheIntake(screen: Screen, link: string, { hope }: IntakeAnswers): Promise<void> {
  const { page } = screen;
  const form = { budget: portalBudget };
  const saved: string[] = [];
  page.on('request', (one) => {
    if (one.method() !== 'PUT') return;
    const { value } = one.postDataJSON() as { value: unknown };
    saved.push(`${one.url().split('/').at(-1)}: ${JSON.stringify(value)}`);
  });
  await screen.goTo(link);
  await screen.sees('A few questions before you talk');
  await screen.looksAt('form-link', form);
  await screen.press('Open the questions');

  await screen.sees('Before we meet');
  await screen.sees('Who reads this');
  await screen.looksAt('first-page', form);
  await screen.press('Begin');
  await screen.reads('Please tick both boxes.');
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await screen.press('Begin');

  await screen.sees('Have you talked with somebody like this before?');
  await screen.looksAt('yes-or-no', form);
  await isSaved(screen, 'before', () => page.getByRole('radio', { name: 'No', exact: true }).check());
  await screen.press('Next');

  // The question after a yes is left out.
  await screen.sees('What do you hope for?');
  await isSaved(screen, 'hope', () => page.getByRole('textbox', { name: 'What do you hope for?' }).fill(hope));
  await screen.looksAt('long-text', form);

  // Away and back: it goes on where it was, and shows nothing of what was said.
  await page.reload();
  await screen.sees('Which pace suits you?');
  expect(await page.content()).not.toContain(hope);
  await screen.looksAt('one-of-several', form);
  await page.getByRole('radio', { name: 'One thing at a time' }).check();
  await screen.press('Next');

  await screen.sees('What may we talk about?');
  await page.getByRole('checkbox', { name: 'Listening to each other' }).check();
  await page.getByRole('checkbox', { name: 'How the evenings go' }).check();
  await screen.press('Next');

  await screen.sees('How heavy is it today?');
  await isSaved(screen, 'weight', () => page.getByRole('radio', { name: '4', exact: true }).check());
  await screen.looksAt('scale', form);
  await screen.press('Next');

  await screen.sees('Since when?');
  await screen.looksAt('date', form);
  await screen.press('Leave it out');

  await screen.sees('That was the last question');
  await screen.looksAt('last', form);
  await screen.press('Hand it in');
  await screen.sees('Thank you');
  await screen.looksAt('handed-in', form);
  // Going on from a question does not send again what is kept already.
  expect(saved).toEqual([...new Set(saved)]);
  expect(saved.length).toBeGreaterThan(4);
}

/** An answer is saved by itself, without any button. */
async function isSaved(screen: Screen, question: string, answer: () => Promise<void>): Promise<void> {
  const { page } = screen;
  const kept = page.waitForResponse(
    (one) => one.request().method() === 'PUT' && one.url().endsWith(`/answers/${question}`),
  );
  await answer();
  expect((await kept).status()).toBe(200);
  await screen.reads('Everything is saved.');
}
