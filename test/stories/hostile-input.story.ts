import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Routes } from '../../apps/api/src/http/routes.js';
import { hostileTexts } from '../figures/hostile-input.js';
import { RawClient } from '../figures/raw-client.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const terms = {
  kind: 'individual',
  durationMinutes: 60,
  startEveryMinutes: 60,
  bookingWindowDays: 60,
  approval: 'automatic',
};
const buffers = { bufferBeforeMinutes: 0, bufferAfterMinutes: 0, minimumNoticeMinutes: 0 };

describe('Hostile input on every operation (issue 3, item 6)', () => {
  it('is no formula anywhere: nothing is handed out as a table, and a text that would be one is JSON, letter by letter (published failure: formula injection)', async () => {
    const practice = await given.practice();
    const name = hostileTexts['formula']!;
    const person = { name, email: 'ada@example.org', timeZone: 'Europe/London' };
    const { id } = (await app.as(practice).post('/clients').send(person)).body as { id: string };
    const read = await app.as(practice).get(`/clients/${id}`);
    expect([read.headers['content-type'], read.body.name]).toEqual(['application/json; charset=utf-8', name]);

    const document = await (await fetch(`${app.url}/openapi.json`)).text();
    const types = new Set([...document.matchAll(/"content":\{"([^"]+)"/g)].map(([, type]) => type));
    expect([...types].sort()).toEqual(['application/json', 'application/problem+json']);
    const paths = app.api
      .get(Routes)
      .all()
      .map(({ path }) => path);
    expect(paths.filter((path) => /csv|xls|export|download/i.test(path))).toEqual([]);
  });

  it('is no amount below nothing, nor one that is no whole number (published failure: negative tip or amount)', async () => {
    const practice = await given.practice();
    const body = { ...terms, ...buffers, slug: 'talk', name: 'A talk', coachIds: [practice.coach.id] };
    const money = (amount: unknown) => ({ amount, currency: 'GBP' });
    for (const amount of [-1, -9_500, 0.5, '100', '1e3', 1e21, null, Number.MIN_SAFE_INTEGER])
      for (const [field, paid] of [
        ['price.amount', { price: money(amount), payment: 'full' }],
        ['deposit.amount', { price: money(9_500), payment: 'deposit', deposit: money(amount) }],
      ] as const) {
        const answer = await app
          .as(practice)
          .post('/offerings')
          .send({ ...body, ...paid });
        expect({ amount, ...answer.body }).toMatchObject({ status: 400, errors: [{ path: field }] });
      }
    const paid = await given.paidOffering(practice);
    const booked = await app.books('Ada', practice, paid, '2027-01-12T10:00:00Z');
    const token = (booked.body as { manageUrl: string }).manageUrl.split('/').at(-1)!;
    const cancel = await app.visitor.post(`/api/v1/public/appointments/${token}/cancel`).send({ seen: money(-1) });
    expect(cancel.body).toMatchObject({ status: 400, errors: [{ path: 'seen.amount' }] });
    const amounts = await app.rows<{ amount: string }>(practice, 'payments');
    expect(amounts.filter(({ amount }) => Number(amount) < 0)).toEqual([]);
  });

  it('fetches nothing for whoever wrote an address (published failure: SSRF in logo or feed fetch)', async () => {
    let asked = 0;
    const inside = createServer((_, answer) => answer.end(String((asked += 1))));
    await new Promise<void>((listening) => inside.listen(0, '127.0.0.1', listening));
    const { port } = inside.address() as AddressInfo;
    const practice = await given.practice({ slug: 'links' });
    const owner = app.as(practice);
    const revision = async () => (await owner.get(`/coaches/${practice.coach.id}`)).body.revision as number;
    for (const url of [
      `http://localhost:${port}/`,
      `http://127.0.0.1:${port}/`,
      `http://[::1]:${port}/`,
      `http://2130706433:${port}/`,
      'file:///etc/passwd',
      'javascript:alert(1)',
      'gopher://localhost/',
      'http://169.254.169.254/latest',
    ]) {
      const answer = await owner
        .patch(`/coaches/${practice.coach.id}`)
        .set('If-Match', `"${await revision()}"`)
        .send({ links: [{ label: 'A page', url }] });
      expect([url, [200, 400].includes(answer.status)]).toEqual([url, true]);
    }
    const offering = await given.offering(practice, {
      format: 'video',
      location: 'https://127.0.0.1.example.org/call',
    });
    await app.books('Ada', practice, offering, '2027-01-12T10:00:00Z');
    for (const page of ['/links', `/links/${practice.coach.slug}`]) await app.visitor.get(page);
    await app.settle();
    expect(asked).toBe(0);
    await new Promise((closed) => inside.close(closed));
  });

  it('writes no header of an answer, wherever an address comes back in one (published failure: header injection)', async () => {
    await given.practice({ slug: 'harbour' });
    const raw = new RawClient(app.url);
    const split = '%0d%0aset-cookie:%20evil=1%0d%0a%0d%0a<script>alert(1)</script>';
    for (const target of [
      `/harbour${split}/`,
      `/harbour/?x=${split}`,
      `/me?practice=harbour${split}`,
      `/harbour/help/?country=${split}`,
      `/${split}/`,
      '/harbour%0a/',
      '/harbour%E5%98%8A%E5%98%8Dset-cookie:evil=1/',
    ]) {
      const answer = await raw.send({ method: 'GET', target, headers: { accept: 'text/html' } });
      expect([target, answer!.status < 500]).toEqual([target, true]);
      expect([target, answer!.headers['set-cookie']]).toEqual([target, undefined]);
      expect(answer!.text).not.toContain('<script>alert(1)');
      expect(String(answer!.headers['location'] ?? '/')).toMatch(/^\/(?![/\\])[^\r\n]*$/);
    }
    raw.close();
  });
});
