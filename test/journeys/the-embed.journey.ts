/// <reference lib="dom" />
import { gzipSync } from 'node:zlib';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { useTestApp } from '../support/test-app.js';
import { AnotherSite } from './another-site.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const tuesday = 'Tuesday 12 January at 10:00';
const monday = 'Monday 29 March at 04:00';
const studio = { budget: null, exit: false };

describe('Booking from a coach’s own site (issue 4, item 8)', () => {
  const app = useTestApp();
  const screens = useScreens(app);
  const site = new AnotherSite();
  beforeAll(() => site.start());
  afterAll(() => site.stop());

  it('by a button, with the line that the studio gives: a dialog by keyboard, across the spring change, and paying at the top', async () => {
    app.clock.set('2027-03-25T09:00:00Z');
    const practice = await givenOwnPractice(app);
    const coach = await screens.open('embed-studio', { size: 'desk', provokes: [401] });
    await signsIn(coach, practice);
    await coach.goTo('/studio/settings#own-site');
    await coach.sees('Your own site');
    await coach.choose('What can be booked', 'First talk');
    const line = await coach.page.getByLabel('The line to paste').inputValue();
    await coach.press('Copy the line');
    await coach.reads(/^(Copied\.|It is marked\.)/);
    await coach.press('Show it here');
    await coach.press('Book a time');
    const live = framed(coach.page).getByRole('heading', { name: 'First talk' });
    await live.waitFor();
    await coach.looksAt('live', studio);
    await coach.press('Close');
    await live.waitFor({ state: 'hidden' });

    site.shows(line);
    const ida = await screens.open('embed-dialog', { size: 'phone', timeZone: 'America/New_York' });
    const { page } = ida;
    const { keyboard } = page;
    const heard = listensTo(page, app.url);
    await ida.goTo(site.url);
    const opener = page.getByRole('button', { name: 'Book a time' });
    await opener.waitFor();
    await opener.focus();
    await keyboard.press('Space');
    const frame = framed(page);
    await frame.getByRole('heading', { name: 'Choose a time' }).waitFor();
    await page.getByRole('dialog', { name: 'Book a time' }).waitFor();
    expect(heard.cookies).toEqual([]);
    await page.waitForFunction(() => document.activeElement?.tagName === 'IFRAME');
    await keyboard.press('Tab');
    expect(await isFocused(frame.getByRole('link', { name: 'Leave this page' }))).toBe(true);
    for (let stops = 0; stops < 4; stops++) {
      await keyboard.press('Shift+Tab');
      expect(await isFocused(page.getByRole('link', { name: 'About' }))).toBe(false);
    }
    await page.screenshot({ path: picture('dialog') });
    await frame.getByRole('link', { name: 'Leave this page' }).focus();
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await isFocused(opener)).toBe(true);

    // The coach begins at nine: five o'clock before London's clocks go forward, and four after that.
    await keyboard.press('Enter');
    await frame.getByText('Next free time, in New York time').waitFor();
    await frame.getByRole('radio', { name: 'Saturday 27 March at 05:00', exact: true }).waitFor();
    await frame.getByRole('radio', { name: monday, exact: true }).check();
    await frame.getByLabel('What should we call you?').fill('Ida');
    await frame.getByLabel('Your e-mail address').fill('ida@example.org');
    await page.screenshot({ path: picture('details') });
    await frame.getByRole('button', { name: /^Continue to payment/ }).click();

    // The whole page is ours now: what is kept, until when, and where to pay.
    await ida.sees('We keep this time for you');
    expect([new URL(page.url()).origin, page.frames().length]).toEqual([app.url, 1]);
    await ida.definition(`${monday} (New York time)`);
    await ida.reads('Keep this private from anyone who shares your e-mail');
    await ida.press('Pay £95');
    await ida.sees('Pay £95.00');
    await ida.fill('Email', 'ida@example.org');
    await ida.fill('Card number', '4242 4242 4242 4242');
    await ida.press('Pay £95.00');
    await app.stripe.webhooksSettled();
    await ida.sees('Thank you');
    const [booked] = await app.rows<{ start_at: Date }>(practice, 'appointments');
    expect(booked).toMatchObject({ status: 'confirmed', start_at: new Date('2027-03-29T08:00:00Z') });
    await app.settle();
    const [mail] = app.mailbox.messages('ida@example.org').filter(({ subject }) => subject.includes('confirmed'));
    expect(mail!.attachments[0]!.text).toContain('DTSTART;TZID=America/New_York:20270329T040000');
    expect(heard.faults()).toEqual([]);
    expect(gzipSync(heard.script(), { level: 9 }).length).toBeLessThanOrEqual(1.5 * 1024);
  });

  it('in the page itself, as high as it is; a time that went is said there, and leaving leaves the whole page', async () => {
    const practice = await givenOwnPractice(app, { payment: 'none', price: { amount: 0, currency: 'GBP' } });
    const { slug } = practice;
    site.shows(
      `<p><a href="${app.url}/${slug}" data-rapport="${slug}" data-mode="inline">Book a time</a></p>
       <script src="${app.url}/embed.js" async></script>`,
    );
    const noa = await screens.open('embed-inline', { size: 'desk' });
    const { page } = noa;
    const heard = listensTo(page, app.url);
    await page.route('https://www.bbc.co.uk/**', (route) => route.fulfill({ body: 'weather' }));
    await noa.goTo(site.url);
    const frame = framed(page);
    await frame.getByRole('link', { name: 'See times for First talk' }).click();
    await frame.getByRole('heading', { name: 'Choose a time' }).waitFor();
    await page.getByRole('link', { name: 'Book a time' }).waitFor({ state: 'hidden' });
    const height = () => frameHeights(page);
    await app.until(async () => (await height()).every(([outside, inside]) => outside === inside && outside > 640));
    await frame.getByRole('radio', { name: tuesday, exact: true }).check();
    await app.until(async () => (await height()).every(([outside, inside]) => outside === inside));
    await page.screenshot({ path: picture('inline'), fullPage: true });

    // Nobody but the frame is listened to.
    const [before] = await height();
    await page.evaluate(() => {
      for (const message of [{ rapport: 'leave' }, { rapport: 'height', height: 7 }]) postMessage(message, '*');
    });
    await frame.getByLabel('What should we call you?').fill('Noa');
    await frame.getByLabel('Your e-mail address').fill('noa@example.org');
    expect((await height())[0]).toEqual(before);

    // Somebody else was a moment faster.
    await app.books('Bea', practice, practice.offering, '2027-01-12T10:00:00Z');
    await frame.getByRole('button', { name: 'Book this time' }).click();
    await frame.getByText('Somebody was a moment faster.').waitFor();
    expect(await frame.getByLabel('What should we call you?').inputValue()).toBe('Noa');
    await frame.getByRole('radio', { name: 'Tuesday 12 January at 11:00', exact: true }).first().check();
    await frame.getByRole('button', { name: 'Book this time' }).click();
    await noa.sees('Your time is booked');
    expect(new URL(page.url()).origin).toBe(app.url);

    // From within the frame the whole page is left, by a press or by the keys.
    await page.goBack();
    await frame.getByRole('link', { name: 'Leave this page' }).click();
    await page.waitForURL('https://www.bbc.co.uk/weather');
    await noa.goTo(site.url);
    await frame.getByRole('link', { name: 'See times for First talk' }).focus();
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift');
    await page.waitForURL('https://www.bbc.co.uk/weather');
    expect(heard.faults()).toEqual([]);
  });

  it('by a plain link where our script does not come; the pages in the frame are as sound as all others', async () => {
    const { slug } = await givenOwnPractice(app);
    site.shows(
      `<a href="${app.url}/${slug}/book/first-talk" data-rapport="${slug}" data-offering="first-talk">Book a time</a>
       <script src="${app.url}/embed.js" async></script>`,
    );
    const lee = await screens.open('embed-without', { size: 'phone' });
    await lee.page.route('**/embed.js', (route) => route.abort());
    await lee.goTo(site.url);
    await lee.follow('Book a time');
    await lee.sees('Choose a time');
    await lee.page.goBack();

    // A frame says nothing before it was greeted, and then only how high it is.
    const said = await lee.page.evaluate(async (address) => {
      const messages: unknown[] = [];
      const heard = new Promise((resolve) =>
        addEventListener('message', ({ data, origin }) => resolve(messages.push(data, origin))),
      );
      const frame = Object.assign(document.createElement('iframe'), { src: address });
      const loaded = new Promise((resolve) => (frame.onload = resolve));
      document.body.append(frame);
      await loaded;
      messages.push('greeted');
      frame.contentWindow!.postMessage({ rapport: 'hello' }, new URL(address).origin);
      await heard;
      return messages;
    }, `${app.url}/embed/${slug}`);
    expect(said).toEqual(['greeted', { rapport: 'height', height: expect.any(Number) as number }, app.url]);

    const max = await screens.open('embed-pages', { size: 'phone' });
    await max.goTo(`/embed/${slug}`);
    await max.sees('What you can book');
    await max.looksAt('offerings');
    await max.follow('See times for First talk');
    await max.sees('Choose a time');
    await max.page.getByRole('radio', { name: tuesday, exact: true }).check();
    await max.looksAt('details');
    // Back from where the whole page went, in a browser that kept this one as it was.
    await max.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await max.reads('If you have just booked, your time is kept');
    expect(await max.page.locator('input[name=start]:checked').count()).toBe(0);
  });
});

const framed = (page: Page): FrameLocator => page.frameLocator('iframe');

const picture = (what: string): string => new URL(`pictures/embed-${what}.png`, import.meta.url).pathname;

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === element.ownerDocument.activeElement);

/** How high each frame is, and how high what it shows. */
async function frameHeights(page: Page): Promise<[number, number][]> {
  const frames = page.frames().filter((one) => one !== page.mainFrame());
  return Promise.all(
    frames.map(async (frame): Promise<[number, number]> => {
      const outside = await (await frame.frameElement()).evaluate((element) => (element as HTMLElement).clientHeight);
      return [outside, await frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height))];
    }),
  );
}

/** What a page elsewhere and our frame in it complain of, ask for, and send along. */
function listensTo(page: Page, ours: string) {
  const faults: string[] = [];
  const cookies: string[] = [];
  let script = '';
  page.on('pageerror', ({ message }) => /theirs|nothing is not defined/.test(message) || faults.push(message));
  page.on('console', (said) => said.type() === 'error' && faults.push(said.text()));
  page.on('request', (request) => {
    const { origin, protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== ours && hostname !== '127.0.0.1' && !request.isNavigationRequest())
      faults.push(`asks ${origin}`);
    if (request.headers()['cookie']) cookies.push(request.url());
  });
  page.on('response', (response) => {
    if (response.url() === `${ours}/embed.js`) void response.text().then((text) => (script = text));
  });
  return { faults: () => faults, cookies, script: () => script };
}
