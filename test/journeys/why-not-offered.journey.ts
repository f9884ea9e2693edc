import type { Route } from 'playwright-core';
import { ownerPassword } from '../support/given.js';
import { signsIn as asMember } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const page = { budget: { html: 2 * 1024, css: 1024, js: 290 * 1024 }, exit: false };
const free = { payment: 'none', price: { amount: 0, currency: 'GBP' } };

describe('Why is this time not offered? In the browser (issue 4, item 3)', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  it('is asked by the assistant of Tuesday at 10:00, who is led to what is in the way and to the hours (J9)', async () => {
    app.clock.set('2027-03-22T09:00:00Z');
    const practice = await givenOwnPractice(app, free);
    await app.books('Ana', practice, practice.offering, '2027-03-23T10:00:00Z');
    await asMember(app, practice, { role: 'coach', coach: true, name: 'Nora Next' });
    const { email } = await asMember(app, practice, { role: 'assistant', name: 'Ash Assistant' });
    const ash = await screens.open('studio-why', { size: 'phone', provokes: [409] });
    const { page: at } = ash;
    const isFocused = (id: string) => at.locator(`#${id}:focus`).waitFor();
    await ash.goTo('/studio');
    await ash.fill('E-mail address', email);
    await at.getByLabel('Password').and(at.locator('input')).fill(ownerPassword);
    await ash.press('Sign in');
    await ash.sees('Today');
    await ash.looksAt('today', page);
    await ash.follow('Why is a time not offered?');
    await isFocused('why');
    await ash.choose('With', 'Olive Owner');
    await at.getByLabel('Date', { exact: true }).fill('2027-03-23');
    await at.getByLabel('Time', { exact: true }).fill('10:00');
    await at.getByLabel('Time', { exact: true }).press('Enter');
    await ash.reads('This time is not offered.');
    await at.getByRole('group', { name: 'This time is not offered.' }).and(at.locator(':focus')).waitFor();
    await ash.reads('An appointment from 10:00 to 11:00 is in the way.');
    await ash.looksAt('in-the-way', page);
    await at.keyboard.press('Tab');
    await at.keyboard.press('Enter');
    await ash.sees(/23 March/);
    await at.goBack();

    // Whoever comes back asks anew; what no longer fits the question is gone at once.
    await at.setViewportSize({ width: 1440, height: 900 });
    await isFocused('why');
    await ash.choose('With', 'Olive Owner');
    await at.getByLabel('Date', { exact: true }).fill('2027-03-23');
    await at.getByLabel('Time', { exact: true }).fill('16:30');
    await ash.press('Tell me why');
    await ash.reads('On a Tuesday the hours are 09:00–17:00.');
    await ash.looksAt('out-of-hours', page);
    await ash.follow('See the weekly hours');
    await isFocused('hours');
    await ash.looksAt('hours', page);
  });

  it('asks about a time that the clock skips, and says where nothing is offered and where no answer came', async () => {
    app.clock.set('2027-03-22T09:00:00Z');
    const practice = await givenOwnPractice(app, free);
    const owner = await screens.open('studio-why-not', { size: 'desk', provokes: [409, 503] });
    const { page: at } = owner;
    const asksFor = async (date: string, time: string) => {
      await at.getByLabel('Date', { exact: true }).fill(date);
      await at.getByLabel('Time', { exact: true }).fill(time);
      await owner.press('Tell me why');
    };
    const nothing = (route: Route) => route.fulfill({ json: { data: [], nextCursor: null } });
    await at.route('**/api/v1/admin/offerings?*', nothing);
    await signsIn(owner, practice);
    await owner.follow('Settings');
    await owner.reads('There is no offering yet, so no time is offered.');
    await owner.looksAt('no-offering', page);
    await at.unroute('**/api/v1/admin/offerings?*', nothing);
    await at.reload();

    // London's clocks go forward in the night before the 28th.
    await asksFor('2027-03-28', '01:30');
    await owner.reads('The clocks change that night. Which one do you mean?');
    await owner.looksAt('which-time', page);
    await owner.press('Sunday 28 March 2027, 02:30 (UTC+01:00)');
    await owner.reads('On a Sunday the hours are 09:00–17:00.');
    // What no longer fits the question is gone before it is asked.
    await at.getByLabel('Time', { exact: true }).fill('11:00');
    await at.getByText('On a Sunday the hours are').waitFor({ state: 'detached' });
    await owner.press('Tell me why');
    await owner.reads('This time is offered.');
    await at.route('**/slots/explain?*', (route) => route.fulfill({ status: 503, json: {} }));
    await asksFor('2027-03-29', '11:00');
    await owner.reads('The server does not answer. What you typed is still here; please try again.');
    await owner.looksAt('no-answer', page);
  });
});
