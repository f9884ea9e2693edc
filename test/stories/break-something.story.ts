import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { join } from 'node:path';
import request from 'supertest';
import { createApi } from '../../apps/api/src/create-api.js';
import { startBreaking } from '../../tools/break-something/index.js';
import { useDemoThatBreaks } from '../support/demo-that-breaks.js';
import { Payer } from '../support/payments.js';

const demo = useDemoThatBreaks({ RATE_LIMIT: 'on' });
const { app } = demo;

describe('The demo shows it: breaking something (issue 3, item 7)', () => {
  const page = () => request(demo.broken.url).get('/');
  /** Presses a button as a browser without scripts does, and reads what it says once all is whole again. */
  async function press(name: string): Promise<Record<string, string>> {
    const pressed = await request(demo.broken.url).post(`/${name}`).redirects(0);
    expect([pressed.status, pressed.headers['location']]).toEqual([303, `/#${name}`]);
    await demo.broken.stage.quiet();
    const { sentence, state, proof, counts, steps } = demo.broken.stage.reportOf(name);
    expect([sentence, state, counts]).toEqual([expect.stringMatching(/^It held: /), 'held', counts]);
    const { text } = await page();
    expect(text).toContain(sentence);
    expect(steps.length).toBeGreaterThan(3);
    expect(steps.map(({ afterMs }) => afterMs)).toEqual(steps.map(({ afterMs }) => afterMs).sort((a, b) => a - b));
    return Object.fromEntries([...proof, ...counts].map(({ term, value }) => [term, value]));
  }

  it('sends 64 people to one time: one has it, 63 are told kindly, and nobody is asked to slow down, however often', async () => {
    for (const turn of [1, 2, 3]) {
      const counted = await press('everybody');
      expect([turn, counted]).toEqual([
        turn,
        expect.objectContaining({
          'Bookings sent': '64',
          'has the time': '1',
          'told kindly, with other times': '63',
          'Answered in any other way': '0',
          'times that overlap': '0',
        }),
      ]);
    }
    const [ground] = await app.sql<{ id: string }>(`SELECT id FROM practices WHERE slug LIKE 'proving-ground-%'`);
    const booked = await app.rows<{ status: string }>(ground!, 'appointments');
    expect(booked.map(({ status }) => status)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });

  it('loses every notice of three payments: one is found out without, and late and double notices count once', async () => {
    const counted = await press('webhooks');
    expect(counted).toMatchObject({
      'Paid at the provider': '3 of 3',
      'Found out without a notice': '1',
      'paid and booked': '3 of 3',
      'counted twice': '0',
      'Our book': '3 payments, £285.00',
      'between the two books': '£0.00',
    });
    expect(Number(counted['Notices held back'])).toBeGreaterThanOrEqual(3);
    const { mode } = (await new Payer(app).provider('GET', 'webhooks')) as { mode: { lose: unknown } };
    expect(mode.lose).toBe(0);
  });

  it('counts the notices of its own three payments, and lets through those of a visitor who pays meanwhile', async () => {
    const alone = await press('webhooks');
    const practice = await app.given.practice();
    const offering = await app.given.paidOffering(practice);
    const payer = new Payer(app);
    const booking = await payer.books('Rae', practice, offering, '2027-01-13T10:00:00Z');
    const isLosing = async () =>
      ((await payer.provider('GET', 'webhooks')) as { mode: { lose: unknown } }).mode.lose === 'all';
    const [together] = await Promise.all([press('webhooks'), app.until(isLosing).then(() => payer.pays(booking))]);
    for (const term of ['Notices held back', 'Notices that came late', 'Notices sent once more'])
      expect([term, together[term]]).toEqual([term, alone[term]]);
    expect(await payer.sees(booking)).toMatchObject({ appointment: { status: 'confirmed' } });
  });

  it('kills the worker: bookings go on, another process takes its place, and every confirmation is sent once', async () => {
    const counted = await press('worker');
    expect(counted).toMatchObject({
      Killed: 'process 4711',
      'Bookings taken in that moment': '5 of 5',
      'Started anew': 'process 4712',
      'until another worker was there': expect.stringMatching(/^\d+\.\d s$/) as string,
      'confirmations sent': '5 of 5',
      'sent twice': '0',
    });
  });

  it('makes its practice once, finds it again when it is started anew, and tells of nothing that did not happen', async () => {
    const again = await startBreaking(demo.options());
    try {
      expect(again.stage.reportOf('everybody')).toMatchObject({ state: 'never', counts: [] });
      again.stage.press('everybody');
      again.stage.press('everybody'); // twice at once is once
      await again.stage.quiet();
      expect(again.stage.reportOf('everybody').state).toBe('held');
      expect(await app.sql(`SELECT 1 FROM practices WHERE slug LIKE 'proving-ground-%'`)).toHaveLength(1);
    } finally {
      await again.close();
    }
  });

  it('says so where something could not be tried to its end, and can be pressed again', async () => {
    const log: string[] = [];
    const alone = await startBreaking({
      ...demo.options(),
      apiUrl: 'http://127.0.0.1:9',
      dataDir: join(demo.options().dataDir, 'nowhere'),
      log: (text) => log.push(text),
    });
    try {
      for (let turn = 1; turn <= 2; turn += 1) {
        alone.stage.press('everybody');
        await alone.stage.quiet();
        expect(alone.stage.reportOf('everybody')).toMatchObject({ state: 'failed' });
      }
      expect(log).toHaveLength(2);
    } finally {
      await alone.close();
    }
  });

  it('counts a press only where it was made on its own page, on this machine', async () => {
    const elsewhere = { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' };
    expect((await request(demo.broken.url).post('/everybody').set(elsewhere)).status).toBe(403);
    expect((await request(demo.broken.url).post('/everybody').set('Origin', 'http://localhost:1')).status).toBe(403);
    expect((await request(demo.broken.url).post('/everybody').set('Host', 'elsewhere.example')).status).toBe(421);
    expect((await request(demo.broken.url).post('/everything')).status).toBe(404);
    expect(demo.broken.stage.isBusy).toBe(false);
    const { headers, text } = await page();
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self'; script-src 'self';/);
    expect(text).not.toMatch(/<style|style="|\son\w+="|<script>/);
    expect(text.match(/role="status"/g)).toHaveLength(3);
  });
});

describe('The demo shows it: its first page (issue 3, item 7)', () => {
  const hrefs = (html: string) => [...html.matchAll(/<a class="btn[^"]*" href="([^"]+)"/g)].map(([, href]) => href);

  it('has in the demo a door for clients, for coaches, for developers, and one to break something', async () => {
    const { text } = await app.visitor.get('/');
    expect(hrefs(text)).toEqual(['/demo', '/me?practice=demo', '/studio/', '/docs', demo.broken.url]);
    for (const href of ['/openapi.json', '/readyz', app.config.MAILBOX_URL!, app.stripe.url])
      expect(text).toContain(`href="${href}"`);
    expect(text).toContain('docs/proof.md');
  });

  it('has none of the demo’s doors in production, where nothing can be broken by any address there was', async () => {
    const { STRIPE_API_URL: _simulator, MAILBOX_URL: _mailbox, BREAK_URL: _break, ...rest } = app.config;
    const config = { ...rest, NODE_ENV: 'production', DEMO: false } as const;
    const api: NestFastifyApplication = await createApi({ config, clock: app.clock });
    try {
      await api.listen(0, '127.0.0.1');
      const server = api.getHttpServer();
      const home = await request(server).get('/');
      expect(hrefs(home.text)).toEqual(['/me', '/studio/', '/docs']);
      expect(home.text).not.toMatch(/break something|proof\.md|openapi/i);
      for (const path of ['/break', '/break-something', '/everybody', '/worker', '/webhooks', '/break.js', '/demo']) {
        expect([path, (await request(server).get(path)).status]).toEqual([path, 404]);
        expect([path, (await request(server).post(path)).status]).toEqual([path, 404]);
      }
    } finally {
      await api.close();
    }
  });
});
