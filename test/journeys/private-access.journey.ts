import type { Page } from 'playwright-core';
import { ownerPassword } from '../support/given.js';
import { signsIn as asMember } from '../support/insiders.js';
import { portalBudget } from '../support/page-checks.js';
import { useTestApp } from '../support/test-app.js';
import { booksThere, signsInByMail, typesNewPin } from './client-steps.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice, type OwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const pin = '481537';
const look = { budget: portalBudget };
const studio = { budget: null, exit: false };
const time = 'Tuesday 12 January at 10:00';

describe('What is private, to somebody who has the mailbox alone (issue 3, item 1)', () => {
  const app = useTestApp();
  const screens = useScreens(app);
  let practice: OwnPractice;
  beforeEach(async () => {
    practice = await givenOwnPractice(app, { price: { amount: 0, currency: 'GBP' }, payment: 'none' });
  });

  it('is shut by too many wrong PINs, but for a code that the coach says, and nothing else is', async () => {
    const email = 'kit@example.org';
    const plain = await screens.open('kit-plain', { size: 'phone', scripts: false });
    await booksThere(plain, practice, { name: 'Kit', email, time });
    await plain.follow('Not now');
    await plain.reads('Later you need a code for it that your coach tells you.');
    await plain.looksAt('later');
    await plain.page.goBack();
    await typesNewPin(plain, pin);
    await plain.press('Keep this PIN');
    await plain.reads('That is kept.');
    await app.settle();

    const other = await screens.open('kit-other', { size: 'desk', provokes: [403, 429] });
    await signsInByMail(app, other, { practice, email });
    await other.looksAt('home', look);
    await other.follow('How we may write to you');
    await other.sees('Open what is private');
    const tries = async (guess: string) => {
      await other.fill('Your PIN', guess);
      await other.press('Open it');
    };
    const after = (wrong: number) => app.sql('UPDATE client_factors SET wrong_in_row = $1, not_before = NULL', [wrong]);
    await tries('902817');
    await other.reads('You can try 9 more times. Please wait 1 second before you try again.');
    await after(4);
    await tries('902817');
    await other.reads('You can try 5 more times. Please wait 15 minutes before you try again.');
    await tries(pin);
    await other.reads('Please wait 15 minutes before you try again.');
    await other.looksAt('fifteen minutes', look);
    // The page was shut meanwhile; opening it again sends no PIN once more.
    await screens.moveTo(new Date(app.clock.now().getTime() + 900_000).toISOString());
    await other.press('Open it again');
    await after(9);
    await tries('902817');
    await other.reads('To keep it safe, it stays closed after so many tries.');
    await other.looksAt('locked for good', look);
    await other.goTo('/me/home');
    await other.follow(time);
    await other.sees('Your time is booked');

    // The coach is sure whom they speak with, and says a code.
    const coach = await screens.open('coach-of-kit', { size: 'phone', provokes: [401] });
    await signsIn(coach, practice);
    const [client] = await app.rows<{ id: string }>(practice, 'clients');
    await coach.goTo(`/studio/clients/${client!.id}`);
    await coach.press('Re-open access');
    await coach.reads('Somebody who shares the inbox of Kit could call instead.');
    await coach.looksAt('be sure', studio);
    await coach.press('I am sure: show the code');
    await coach.reads('Say this code to Kit.');
    await coach.looksAt('code', studio);
    const code = await coach.page.locator('.spoken-code').innerText();
    await coach.press('I have said it');
    await coach.page.locator('.spoken-code').waitFor({ state: 'detached' });
    expect(await coach.page.content()).not.toContain(code);

    // Every session of theirs has ended; the code opens nothing without a link from the mailbox.
    await other.goTo('/me/private');
    await other.sees('Your own page');
    await signsInByMail(app, other, { practice, email });
    await other.goTo('/me/private?wanted=settings');
    const uses = async (said: string) => {
      await other.fill('Code from your coach', said);
      await typesNewPin(other, '730264');
      await other.press('Use the code and keep this PIN');
    };
    await uses('AAAA AAAA');
    await other.reads('That code does not open anything.');
    await other.looksAt('wrong code', look);
    await uses(code.toLowerCase());
    await other.reads('Please wait 1 second before you try again.');
    await other.looksAt('code too soon', look);
    await screens.moveTo(new Date(app.clock.now().getTime() + 1000).toISOString());
    await uses(code.toLowerCase());
    await other.reads('Somebody’s guesses can lock a PIN');
    await other.looksAt('a passkey too', look);
    await other.follow('Go on');
    await other.sees('How we may write to you');

    // Somebody else with the mailbox guesses; who opens it next hears of it first.
    const plainAgain = await screens.open('kit-guessed', { size: 'phone', provokes: [403] });
    await signsInByMail(app, plainAgain, { practice, email });
    await plainAgain.goTo('/me/private?wanted=settings');
    await app.sql('UPDATE client_factors SET tries = 3');
    await plainAgain.fill('Your PIN', '902817');
    await plainAgain.press('Open it');
    await plainAgain.reads('Please wait 1 second');
    await screens.moveTo(new Date(app.clock.now().getTime() + 1000).toISOString());
    await plainAgain.fill('Your PIN', '730264');
    await plainAgain.press('Open it');
    await plainAgain.reads('3 wrong tries since you were here last');
    await plainAgain.looksAt('somebody guessed', look);
    await plainAgain.press('Go on');
    await plainAgain.sees('How we may write to you');
  });

  it('is re-opened by no colleague, who reads who can help instead', async () => {
    await app.books('Kit', practice, practice.offering, '2027-01-12T10:00:00Z');
    const { email } = await asMember(app, practice, { role: 'coach', coach: true, name: 'Nora Next' });
    const [client] = await app.rows<{ id: string }>(practice, 'clients');
    const nora = await screens.open('colleague-of-kit', { size: 'phone' });
    await nora.goTo(`/studio/clients/${client!.id}`);
    await nora.fill('E-mail address', email);
    await nora.page.getByLabel('Password').and(nora.page.locator('input')).fill(ownerPassword);
    await nora.press('Sign in');
    await nora.sees('Access to what is private');
    await nora.reads('The owner can give them one, or a coach if this client came to no other.');
    expect(await nora.page.getByRole('button', { name: 'Re-open access' }).count()).toBe(0);
    await nora.looksAt('who can help', studio);
  });

  it('opens with a passkey, where a client chooses "time only, evenings" and sees their lock screen; signing out leaves nothing behind', async () => {
    const email = 'lou@example.org';
    const lou = await screens.open('lou', { size: 'phone', provokes: [403] });
    const { page } = lou;
    const device = await withAuthenticator(page);
    await booksThere(lou, practice, { name: 'Lou', email, time });
    await device.refuses();
    await lou.press('Make a passkey');
    await lou.reads('Nothing was kept: the device did not confirm it.');
    await lou.looksAt('device said no');
    await device.agrees();
    await lou.press('Make a passkey');
    await lou.reads('That is kept.');
    await app.settle();

    await signsInByMail(app, lou, { practice, email });
    await lou.follow('How we may write to you');
    await lou.sees('Open what is private');
    await lou.looksAt('asks for the passkey', look);
    await lou.press('Open with a passkey');
    await lou.sees('How we may write to you');
    await page.getByLabel('The time alone').check();
    await page.getByLabel('From', { exact: true }).fill('21:00');
    await page.getByLabel('Until', { exact: true }).fill('18:00');
    await lou.press('Keep this');
    await lou.reads('Kept. It holds from the next mail on.');
    const lockScreen = await page.locator('.lock').first().innerText();
    expect(lockScreen).toMatch(/12 January 2027 at 10:00/);
    expect(lockScreen).not.toMatch(/Olive|talk|practice/i);
    await lou.looksAt('lock screen', look);

    await lou.follow('Back to your page');
    await lou.follow('PIN and passkeys');
    await lou.sees('Private settings');
    await lou.reads('please give one of them once more');
    await lou.looksAt('private settings', look);
    await lou.press('Open with a passkey');
    await lou.reads('You have no PIN so far.');
    await typesNewPin(lou, pin);
    await lou.press('Keep this PIN');
    await lou.press('Open with a passkey');
    await lou.reads('You have a PIN.');
    await lou.press('Remove the passkey This device');
    await lou.reads('The passkey is removed.');
    await lou.fill('Your PIN', pin);
    await lou.press('It is me');
    await lou.fill('Name of the passkey', 'My phone');
    await lou.press('Make a passkey');
    await lou.reads('That is kept.');
    await page.setViewportSize({ width: 1440, height: 900 });
    await lou.looksAt('a new one', look);
    await lou.press('Close it now');
    await lou.reads('It is closed.');
    await lou.sees('Open what is private');

    const left = page.waitForResponse((one) => one.url().endsWith('/me/sign-out'));
    await lou.press('Sign out');
    expect((await (await left).allHeaders())['clear-site-data']).toBe('"cache", "cookies", "storage"');
    await lou.sees('Your own page');
    expect(await page.context().cookies()).toEqual([]);
    await page.goBack();
    await lou.sees('Your own page');
  });
});

/** A device of the browser that makes passkeys; whether the person in front of it is who they should be is up to us. */
async function withAuthenticator(page: Page): Promise<{ agrees(): Promise<void>; refuses(): Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const verified = async (isUserVerified: boolean) => {
    await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  };
  return { agrees: () => verified(true), refuses: () => verified(false) };
}
