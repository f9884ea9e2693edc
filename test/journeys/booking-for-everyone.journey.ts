import type { Locator } from 'playwright-core';
import { useTestApp } from '../support/test-app.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens, type Screen } from './screens.js';

describe('Booking, for everyone', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  it('works by keyboard alone, with the way out as its first stop', async () => {
    const practice = await givenOwnPractice(app);
    const kim = await screens.open('kim', { size: 'phone' });
    const { page } = kim;
    const { keyboard } = page;

    await kim.goTo(`/${practice.slug}/${practice.coach.slug}`);
    await keyboard.press('Tab');
    expect(await isFocused(page.getByRole('link', { name: 'Leave this page' }))).toBe(true);
    await tabsTo(kim, page.getByRole('link', { name: 'See times for First talk' }));
    await keyboard.press('Enter');

    // Arrow keys move between days and times.
    await kim.sees('Choose a time');
    const time = (name: string) => page.getByRole('radio', { name, exact: true });
    await tabsTo(kim, time('Monday 11 January at 09:00'));
    await keyboard.press('ArrowRight');
    expect(await isFocused(time('Tuesday 12 January at 09:00'))).toBe(true);
    await keyboard.press('ArrowDown');
    expect(await isFocused(time('Tuesday 12 January at 10:00'))).toBe(true);
    await time('Tuesday 12 January at 10:00').and(page.locator(':checked')).waitFor();
    await page.getByRole('definition').getByText('Tuesday 12 January at 10:00').waitFor();

    // What is missing is said, and the focus is there.
    const send = page.getByRole('button', { name: /^Continue to payment/ });
    await tabsTo(kim, send);
    await keyboard.press('Enter');
    const name = page.getByRole('textbox', { name: 'What should we call you?' });
    await kim.reads('Please tell us what to call you.');
    await name.and(page.locator(':focus')).waitFor();
    await keyboard.type('Kim');
    await tabsTo(kim, page.getByRole('textbox', { name: 'Your e-mail address' }));
    await keyboard.type('kim@example.org');
    // What has been put right is not complained of any longer.
    await page
      .getByText(/^Please (tell us|enter)/)
      .first()
      .waitFor({ state: 'detached' });
    await kim.looksAt('by-keyboard');
    let letGo = () => {};
    const sent = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/bookings', (route) => sent.then(() => route.continue()));
    await keyboard.press('Enter');
    // While it is sent, what the button says can be read.
    const busy = page.getByRole('button', { name: 'One moment …' });
    await busy.waitFor();
    expect(await contrastOf(busy)).toBeGreaterThan(4.5);
    letGo();

    await kim.sees('Pay £95.00');
    await tabsTo(kim, page.getByRole('textbox', { name: 'Email' }));
    await keyboard.type('kim@example.org');
    await tabsTo(kim, page.getByRole('textbox', { name: 'Card number' }));
    await keyboard.type('4242424242424242');
    await keyboard.press('Enter');
    await kim.sees('Thank you');
    await tabsTo(kim, page.getByRole('link', { name: 'See your booking' }));
    await keyboard.press('Enter');
    await kim.sees('Your time is booked');
  });

  it('keeps a time that is tapped while the page is still on its way to the zone of the phone', async () => {
    const practice = await givenOwnPractice(app);
    const mia = await screens.open('mia', { size: 'phone', timeZone: 'Europe/Madrid' });
    const { page } = mia;
    let letGo = () => {};
    const answered = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/slots?*', (route) => answered.then(() => route.continue()));
    await mia.goTo(`/${practice.slug}/book/${practice.offering.slug}`);
    await mia.sees('Choose a time');
    await page.locator('#booker form[novalidate]').waitFor(); // its script is there
    await page.getByRole('radio', { name: 'Tuesday 12 January at 10:00', exact: true }).check();
    letGo();
    await page.getByRole('definition').getByText('Tuesday 12 January at 11:00').waitFor();
    await page
      .getByRole('radio', { name: 'Tuesday 12 January at 11:00', exact: true })
      .and(page.locator(':checked'))
      .waitFor();
  });

  it('never hides what is focused under the header, forwards or backwards, on a phone or magnified twofold', async () => {
    const practice = await givenOwnPractice(app);
    const max = await screens.open('max', { size: 'phone' });
    const { page } = max;
    for (const size of [
      { width: 375, height: 812 },
      { width: 640, height: 400 },
    ]) {
      await page.setViewportSize(size);
      await max.goTo(`/${practice.slug}/book/${practice.offering.slug}`);
      await page.getByRole('radio', { name: 'Tuesday 12 January at 10:00', exact: true }).check();
      await tabsTo(max, page.getByRole('link', { name: /^Already a client/ }));
      await tabsTo(max, page.getByRole('link', { name: 'Leave this page' }), 'Shift+Tab');
    }
  });

  it('keeps a time longer by keyboard alone', async () => {
    const practice = await givenOwnPractice(app);
    const booked = await app.books('Nia', practice, practice.offering, '2027-01-12T10:00:00Z');
    const nia = await screens.open('nia', { size: 'phone' });
    await nia.goTo(new URL((booked.body as { manageUrl: string }).manageUrl).pathname);
    await nia.reads('We keep this time for you until 09:15.');
    app.clock.advance({ minutes: 5 });
    await tabsTo(nia, nia.page.getByRole('button', { name: 'Keep it a little longer' }));
    await nia.page.keyboard.press('Enter');
    await nia.reads('We keep it longer now.');
    await nia.reads('We keep this time for you until 09:30.');
    await nia.looksAt('kept-longer');
  });

  it('keeps zone, week, time and what was typed when another coach is chosen', async () => {
    const practice = await givenOwnPractice(app);
    const ben = await app.given.coach(practice, { name: 'Ben Bright' });
    const path = `/offerings/${practice.offering.id}`;
    const { headers } = await app.as(practice).get(path);
    const both = await app
      .as(practice)
      .patch(path)
      .set('if-match', String(headers['etag']))
      .send({ coachIds: [practice.coach.id, ben.id] });
    expect(both.status).toBe(200);

    const zoe = await screens.open('zoe', { size: 'phone' });
    const { page } = zoe;
    await zoe.goTo(`/${practice.slug}/book/${practice.offering.slug}?zone=Europe/Paris&from=2027-01-18&source=letter`);
    await page.getByRole('radio', { name: 'Tuesday 19 January at 11:00', exact: true }).check();
    await zoe.fill('What should we call you?', 'Zoë');
    await page.getByRole('link', { name: 'Ben Bright' }).click();
    await zoe.reads('These are now the times of Ben Bright.');
    // However long the week below is, that is read where the eye is.
    const said = await page.getByText('These are now the times of Ben Bright.').boundingBox();
    expect(said!.y + said!.height).toBeLessThanOrEqual(page.viewportSize()!.height);
    await page.getByRole('definition').getByText('Ben Bright').waitFor();
    await page.getByRole('definition').getByText('Tuesday 19 January at 11:00').waitFor();
    expect(await page.getByLabel('What should we call you?').inputValue()).toBe('Zoë');
    expect(new URL(page.url()).searchParams.toString()).toBe(
      `from=2027-01-18&zone=Europe%2FParis&coach=${ben.slug}&source=letter`,
    );
    await zoe.looksAt('another-coach');
    await page.reload();
    await zoe.reads('Next free time, in Paris time');
    await page.getByRole('link', { name: 'Ben Bright' }).and(page.locator('[aria-current]')).waitFor();
  });

  it('comes back from paying to the time that is kept, and tells where its mails go only there', async () => {
    const practice = await givenOwnPractice(app);
    const uma = await screens.open('uma', { size: 'phone' });
    const { page } = uma;
    await uma.goTo(`/${practice.slug}/book/${practice.offering.slug}`);
    await page.getByRole('radio', { name: 'Tuesday 12 January at 10:00', exact: true }).check();
    await uma.fill('What should we call you?', 'Uma');
    await uma.fill('Your e-mail address', 'uma@example.rog');
    await uma.press(/^Continue to payment/);
    await uma.sees('Pay £95.00');
    await page.goBack();
    await uma.sees('We keep this time for you');
    await uma.reads('We keep this time for you until 09:15.');
    await uma.reads('uma@example.rog');
    await uma.looksAt('back-from-paying');
    const { pathname } = new URL(page.url());
    expect(pathname).toMatch(/^\/a\//);

    const other = await screens.open('other', { size: 'phone' });
    await other.goTo(pathname);
    await other.sees('We keep this time for you');
    expect(await other.page.content()).not.toContain('uma@');

    // Whoever left in a hurry left no address behind.
    const left = page.waitForEvent('framenavigated');
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift');
    await left;
    await uma.goTo(pathname);
    await uma.sees('We keep this time for you');
    expect(await page.content()).not.toContain('uma@');
  });

  it('works up to payment without any script, and keeps what was typed', async () => {
    const practice = await givenOwnPractice(app);
    const lee = await screens.open('lee', { size: 'phone', scripts: false });
    const { page } = lee;

    await lee.goTo(`/${practice.slug}`);
    await lee.follow('More about Olive Owner');
    await lee.follow('See times for First talk');
    await page.getByLabel('Times are shown in').selectOption('Europe/Paris');
    await lee.press('Change');
    await lee.reads('Next free time, in Paris time');
    await page.getByRole('radio', { name: 'Tuesday 12 January at 10:00', exact: true }).check();
    await lee.fill('What should we call you?', 'Lee');
    await lee.fill('Your e-mail address', 'lee@nowhere');
    await lee.looksAt('without-scripts');
    await lee.press(/^Continue to payment/);

    await lee.reads('Please enter an e-mail address, such as name@example.com.');
    expect(await isFocused(page.getByLabel('Your e-mail address'))).toBe(true);
    expect(await page.getByLabel('What should we call you?').inputValue()).toBe('Lee');
    await lee.looksAt('something-is-missing');
    await lee.fill('Your e-mail address', 'lee@example.org');
    await lee.press(/^Continue to payment/);
    await lee.sees('Pay £95.00');

    const held = await app.rows<{ status: string; start_at: Date }>(practice, 'appointments');
    expect(held).toMatchObject([{ status: 'held', start_at: new Date('2027-01-12T09:00:00Z') }]);
  });
});

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === element.ownerDocument.activeElement);

/** Presses Tab until the focus is there; nothing on the way may lie under the header that stays in view. */
async function tabsTo({ page }: Screen, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press(key);
    expect(await coveredByHeader(page.locator(':focus'))).toBe(null);
    if (await isFocused(target)) return;
  }
  throw new Error(`Sixty stops did not lead to ${String(target)}.`);
}

/** The name of what is focused, where the header hides its middle; else null. */
async function coveredByHeader(focused: Locator): Promise<string | null> {
  if ((await focused.count()) === 0) return null; // the browser's own bars
  return focused.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const header = element.ownerDocument.querySelector('header');
    const shown = element.ownerDocument.elementFromPoint(x + width / 2, y + height / 2);
    const isCovered = header !== null && !header.contains(element) && header.contains(shown);
    return isCovered ? (element.getAttribute('aria-label') ?? element.textContent) : null;
  });
}

/** An element's words against its background, from 1 to 21, as WCAG 2.2 defines it (relative luminance, contrast ratio). */
function contrastOf(element: Locator): Promise<number> {
  return element.evaluate((node) => {
    const { color, backgroundColor } = getComputedStyle(node);
    const [one, other] = [color, backgroundColor].map((rgb) => {
      const [red = 0, green = 0, blue = 0] = (rgb.match(/[\d.]+/g) ?? []).map((value) => {
        const part = Number(value) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    });
    return (Math.max(one!, other!) + 0.05) / (Math.min(one!, other!) + 0.05);
  });
}
