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
export function linkFrom(app: TestApp, to: string, subject: string, path: 'a' | 'f' | 'i' | 's' | 'w'): string {
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

/** Asks for a link to sign in and opens the one that came last; which page of theirs follows is up to them. */
export async function signsInByMail(
  app: TestApp,
  screen: Screen,
  { practice, email }: { practice: { readonly slug: string }; email: string },
): Promise<void> {
  await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email });
  await app.settle();
  const links = app.mailbox.messages(email).map(({ text }) => /https?:\/\/\S+\/me\/sign-in\/\S+/.exec(text)?.[0]);
  await screen.goTo(links.findLast(Boolean)!);
  await screen.press('Sign me in');
  await screen.sees(/^Hello, /);
}

/** Books a time that costs nothing, on the practice's own page, with or without scripts. */
export async function booksThere(
  screen: Screen,
  practice: { readonly slug: string },
  { name, email, time }: { name: string; email: string; time: string },
): Promise<void> {
  await screen.goTo(`/${practice.slug}/book/first-talk`);
  await screen.page.getByRole('radio', { name: time, exact: true }).check();
  await screen.fill('What should we call you?', name);
  await screen.fill('Your e-mail address', email);
  await screen.press('Book this time');
  await screen.sees('Your time is booked');
}

/** Types a new PIN twice; the second time something else, where that is given. */
export async function typesNewPin(screen: Screen, chosen: string, again = chosen): Promise<void> {
  await screen.fill('A PIN of your choice', chosen);
  await screen.fill('The same once more', again);
}

/** Reads the first page of the intake and agrees to it. */
export async function beginsTheIntake(screen: Screen, link: string): Promise<void> {
  await screen.goTo(link);
  await screen.press('Open the questions');
  await screen.sees('Before we meet');
  for (const box of await screen.page.getByRole('checkbox').all()) await box.check();
  await screen.press('Begin');
  await screen.sees('Have you talked with somebody like this before?');
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
export async function isSaved(screen: Screen, question: string, answer: () => Promise<void>): Promise<void> {
  const { page } = screen;
  const kept = page.waitForResponse(
    (one) => one.request().method() === 'PUT' && one.url().endsWith(`/answers/${question}`),
  );
  await answer();
  expect((await kept).status()).toBe(200);
  await screen.reads('Everything is saved.');
}
