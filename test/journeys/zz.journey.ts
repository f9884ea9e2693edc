import { TestApp } from '../support/test-app.js';
import { chromium } from 'playwright-core';
import { AxeBuilder } from '@axe-core/playwright';
it('looks', async () => {
  const app = new TestApp();
  await app.start();
  app.clock.set(new Date().toISOString());
  const practice = await app.given.practice();
  const as = app.as(practice);
  const coach = await as
    .post('/coaches')
    .send({ slug: 'olive', name: 'Olive Owner', email: practice.ownerEmail, timeZone: 'Europe/London' });
  const coachId = (coach.body as { id: string }).id;
  await app.given.availability(practice, coachId, {
    timeZone: 'Europe/London',
    weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }],
    overrides: [],
  });
  const off = await app.given.offering(practice, { coachIds: [coachId], bookingWindowDays: 5 });
  const t = new Date(Date.now() + 3600_000);
  t.setUTCMinutes(0, 0, 0);
  const b = await app.books('Ana', practice, off, t.toISOString().slice(0, 19) + 'Z');
  console.log(b.status, JSON.stringify(b.body).slice(0, 200));
  await app.settle();
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  for (const [name, width, height] of [
    ['desk', 1440, 900],
    ['phone', 375, 812],
  ] as const) {
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    page.on('console', (m) => {
      if (m.type() === 'error') console.log('CONSOLE', m.text());
    });
    page.on('pageerror', (e) => console.log('PAGEERROR', e.message));
    const look = async (what: string) => {
      await page.waitForTimeout(500);
      await page.screenshot({ path: `/tmp/work/st-${name}-${what}.png`, fullPage: true });
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      console.log(
        name,
        what,
        violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).slice(0, 3)}`),
      );
    };
    await page.goto(`${app.url}/studio`);
    await page.waitForTimeout(1500); await page.screenshot({ path: '/tmp/work/st-first.png' });  await page.getByLabel('E-mail address').waitFor({ timeout: 3000 });
    await look('sign-in');
    await page.getByLabel('E-mail address').fill(practice.ownerEmail);
    await page.getByLabel(/^Password/).fill(practice.ownerPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await look('today');
    await page.getByRole('link', { name: 'Caseload' }).click();
    await page.getByRole('link', { name: /Open the case/ }).click();
    await page.getByRole('heading', { name: 'Ana' }).waitFor();
    await look('case');
    await page.goto(`${app.url}/studio/caseload`);
    await page.getByRole('link', { name: /Open the case/ }).waitFor();
    await look('caseload');
    await page.goto(`${app.url}/studio`);
    await page.getByRole('link', { name: /Ana/ }).click();
    await page.getByRole('button', { name: 'Complete' }).waitFor();
    await look('appointment');
    await context.close();
  }
  await browser.close();
  await app.stop();
}, 120000);
