import type { Page } from 'playwright-core';
import { cutOff, portalBudget } from '../support/page-checks.js';
import { useTestApp } from '../support/test-app.js';
import { beginsTheIntake, booksThere, isSaved, linkFrom, typesNewPin } from './client-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const pin = '481537';
const secret = 'zebra-lantern-91'; // a phrase that nobody may see who holds the mailbox alone
const look = { budget: portalBudget };

describe('An intake that survives (issue 3, item 1)', () => {
  const app = useTestApp();
  const screens = useScreens(app);
  /** The clock of everybody goes on by so many seconds. */
  const wait = (seconds: number) => screens.moveTo(new Date(app.clock.now().getTime() + seconds * 1000).toISOString());

  it('goes on at a desk after the phone lost its network, and shows what was written only after the PIN', async () => {
    const practice = await givenOwnPractice(app, { price: { amount: 0, currency: 'GBP' }, payment: 'none' });
    const email = 'joy@example.org';
    const phone = await screens.open('joy-phone', { size: 'phone', provokes: [cutOff, 403, 409] });
    await booksThere(phone, practice, { name: 'Joy', email, time: 'Tuesday 12 January at 10:00' });
    await phone.sees('Keep this private from anyone who shares your e-mail');
    await phone.looksAt('offer');
    await typesNewPin(phone, '111111');
    await phone.press('Keep this PIN');
    await phone.reads('Please choose 6 to 12 digits: not all the same');
    await phone.looksAt('too easy');
    await typesNewPin(phone, pin, '481536');
    await phone.press('Keep this PIN');
    await phone.reads('These were not the same.');
    await typesNewPin(phone, pin);
    await phone.press('Keep this PIN');
    await phone.reads('That is kept.');
    expect(await phone.page.getByText('Keep this private from anyone').count()).toBe(0);
    await phone.looksAt('kept');

    // Three questions on the phone; the network goes before the third is answered.
    await app.settle();
    const link = linkFrom(app, email, 'A few questions', 'f');
    await beginsTheIntake(phone, link);
    await isSaved(phone, 'before', () => phone.page.getByRole('radio', { name: 'No', exact: true }).check());
    await phone.press('Next');
    await isSaved(phone, 'hope', () => phone.page.getByRole('textbox').fill(secret));
    await phone.press('Next');
    await phone.sees('Which pace suits you?');
    await phone.page.context().setOffline(true);
    await phone.page.getByRole('radio', { name: 'One thing at a time' }).check();
    await phone.reads('You seem to be offline.');
    // So do second thoughts about what was saved before.
    await phone.press('Back');
    await phone.page.getByRole('textbox').fill(`${secret}, and quiet`);
    await phone.press('Next');
    await phone.press('Next');
    await phone.sees('What may we talk about?');

    // Ten minutes lie there: the screen is blank, and what was not sent waits in it for the network.
    await wait(601);
    await phone.sees('This page was closed for you');
    await phone.reads('Please leave this page open');
    expect(await phone.page.locator('main').innerText()).not.toContain(secret);
    const sent = phone.page.waitForResponse((one) => one.url().endsWith('/answers/pace') && one.ok());
    await phone.page.context().setOffline(false);
    await sent;
    // A change to what was said in an earlier visit takes the PIN; until then it waits here, and the page says so.
    await phone.reads('What you wrote last is not saved yet');
    await phone.looksAt('closed', look);
    await phone.press('Open it again');
    await phone.reads('What you wrote last is not saved yet');
    const opened = phone.page.waitForEvent('popup');
    await phone.follow('Open with my PIN or passkey, in a new tab');
    const tab = await opened;
    await tab.getByLabel('Your PIN').fill(pin);
    await tab.getByRole('button', { name: 'Open it' }).click();
    await tab.getByRole('heading', { name: 'Private settings' }).waitFor();
    await tab.close();
    const changed = phone.page.waitForResponse((one) => one.url().endsWith('/answers/hope') && one.status() === 200);
    await phone.press('Open it again');
    await changed;
    await phone.sees('What may we talk about?');
    expect(await phone.page.content()).not.toContain(secret);

    // At the desk the same link goes on there.
    const desk = await screens.open('joy-desk', { size: 'desk', provokes: [403] });
    await desk.goTo(link);
    await desk.press('Open the questions');
    await desk.sees('What may we talk about?');
    await desk.page.getByRole('checkbox', { name: 'Money' }).check();
    await desk.looksAt('goes on', look);
    await desk.press('Show what I wrote before');
    await desk.sees('Open what is private');
    await desk.looksAt('asks for the PIN', look);
    await desk.fill('Your PIN', '481538');
    await desk.press('Open it');
    await desk.reads('That PIN did not open it. You can try 9 more times. Please wait 1 second');
    await desk.looksAt('wrong', look);
    expect(await allThatCame(desk.page)).not.toContain(secret);
    await wait(1);
    await desk.fill('Your PIN', pin);
    await desk.press('Open it');
    await desk.sees('What you wrote so far');
    await desk.definition(`${secret}, and quiet`);
    await desk.definition('One thing at a time');
    await desk.definition('Money');
    await desk.looksAt('what was written', look);
    // The page itself holds no answer even now: its script asked for them.
    expect(await allThatCame(desk.page)).not.toContain(secret);

    await desk.press('Change: What do you hope for?');
    expect(await desk.page.getByRole('textbox').inputValue()).toBe(`${secret}, and quiet`);
    await isSaved(desk, 'hope', () => desk.page.getByRole('textbox').fill(`${secret}, quiet and sleep`));
    await desk.press('See what I wrote so far');
    await desk.definition('quiet and sleep');
    // Whoever leaves in a hurry shuts it behind them.
    const left = desk.page.waitForEvent('framenavigated');
    for (let presses = 0; presses < 3; presses++) await desk.page.keyboard.press('Shift');
    await left;
    const open = 'SELECT 1 FROM sessions WHERE unlocked_at IS NOT NULL';
    await app.until(async () => (await app.sql(open)).length === 1); // the phone's
    await desk.goTo(link);
    await desk.press('Open the questions');
    await desk.sees('How heavy is it today?');
    expect(await desk.page.content()).not.toContain(secret);

    // Whether anything is left to ask hangs on what was said on the phone: that takes the PIN.
    await isSaved(desk, 'weight', () => desk.page.getByRole('radio', { name: '4', exact: true }).check());
    await desk.press('Next');
    await desk.sees('Since when?');
    await desk.press('Leave it out');
    await desk.sees('Open it with your PIN or passkey to go on');
    await desk.looksAt('needs the PIN to go on', look);
    await desk.press('Open with my PIN or passkey');
    await desk.fill('Your PIN', pin);
    await desk.press('Open it');
    await desk.sees('What you wrote so far');
    await desk.definition('4');
    await desk.press('Go on');
    await desk.sees('Since when?');
    await desk.press('Leave it out');
    await desk.press('Hand it in');
    await desk.sees('Thank you');
  });
});

/** The page as the server sends it now, past every script. */
const allThatCame = (page: Page): Promise<string> => page.evaluate(async () => (await fetch(location.href)).text());
