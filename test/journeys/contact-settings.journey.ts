import type { Locator } from 'playwright-core';
import { SignInService } from '#identity';
import { system } from '#platform';
import { portalBudget } from '../support/page-checks.js';
import { useTestApp } from '../support/test-app.js';
import { useScreens, type Screen, type Seat } from './screens.js';

/** Whether something stands where it is seen without scrolling. */
const inSight = (thing: Locator): Promise<boolean> =>
  thing.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= element.ownerDocument.defaultView!.innerHeight;
  });

describe('How a client may be written to (issue 3, item 3)', () => {
  const app = useTestApp();
  const screens = useScreens(app);
  const look = { budget: portalBudget };

  /** A client in front of their own page, with the private parts open as after a PIN. */
  async function signedIn(name: string, seat: Seat): Promise<Screen> {
    const practice = await app.given.practice();
    const offering = await app.given.offering(practice);
    await app.books('Ana', practice, offering, '2027-01-13T10:00:00Z');
    await app.settle();
    const [client] = await app.rows<{ id: string; email: string }>(practice, 'clients');
    const token = await app.db.inPractice({ practiceId: practice.id, actor: system }, (tx) =>
      app.worker.get(SignInService).issueSecret(tx, client!.id, client!.email),
    );
    const opened = await app.visitor.post('/api/v1/portal/session').send({ token });
    await app.sql('UPDATE sessions SET unlocked_at = $2, private_used_at = $2 WHERE client_id = $1', [
      client!.id,
      app.clock.now(),
    ]);
    const screen = await screens.open(name, seat);
    const [, value = ''] = /__Host-rapport-client=([^;]+)/.exec(String(opened.headers['set-cookie'])) ?? [];
    const cookie = {
      name: '__Host-rapport-client',
      value,
      url: app.url.replace('http:', 'https:'),
      secure: true,
      httpOnly: true,
    };
    await screen.page.context().addCookies([{ ...cookie, sameSite: 'Lax' }]);
    return screen;
  }

  it.each<[string, Seat]>([
    ['contact-phone', { size: 'phone', provokes: [400] }],
    ['contact-desk', { size: 'desk', provokes: [400] }],
    ['contact-plain', { size: 'phone', scripts: false }],
  ])('is chosen, and seen on a lock screen before it is kept (%s)', async (name, seat) => {
    const screen = await signedIn(name, seat);
    const { page } = screen;
    const said = (words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();
    await screen.goTo('/me/settings');
    await screen.sees('How we may write to you');
    await screen.reads(/Where somebody watches the device itself, .* nothing here hides what you read/);
    await screen.looksAt('as it is', look);

    await page.getByLabel('The time alone').check();
    await screen.choose('It comes from', 'Diary');
    await screen.choose('Your time zone', 'America/New York');
    await page.getByLabel('From', { exact: true }).fill('22:00');
    await page.getByLabel('Until', { exact: true }).fill('18:00');
    await screen.press('See what it looks like');
    await said('Not kept yet');
    expect(await inSight(page.getByRole('heading', { name: 'On a lock screen' }))).toBe(true);
    await screen.reads('with the time alone, “A note for you”');
    expect(await page.getByLabel('Its subject').locator('option:checked').innerText()).toBe('The usual one');
    await screen.looksAt('tried', look);
    expect(await page.locator('.lock').first().innerText()).toMatch(
      /^Diary\nA note for you\nWednesday 13 January 2027 at 10:00/,
    );
    await screen.press('Keep this');
    await said('Kept.');
    expect(await page.getByLabel('The time alone').isChecked()).toBe(true);
    expect(await page.getByLabel('Your time zone').inputValue()).toBe('America/New_York');
    await screen.looksAt('kept', look);

    await page.getByLabel('Until', { exact: true }).fill('22:00');
    await screen.press('Keep this');
    await screen.reads('Please choose two different times');
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('22:00');
    await screen.looksAt('two equal times', look);
  });
});
