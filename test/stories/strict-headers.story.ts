import { connect } from 'node:net';
import { answerFaults } from '../figures/answer-faults.js';
import { RawClient, type RawRequest } from '../figures/raw-client.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const person = { accept: 'text/html,application/xhtml+xml' };
const json = { 'content-type': 'application/json' };

/** What the server says to bytes that are no request. */
async function saidTo(bytes: string): Promise<{ status: number; headers: Record<string, string>; text: string }> {
  const { port } = new URL(app.url);
  const said = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (part) => (text += part.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
  const [head = '', text = ''] = said.split('\r\n\r\n');
  const [status = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => line.split(': ') as [string, string]));
  return { status: Number(status.split(' ')[1]), headers, text };
}

describe('Every answer loads nothing, is framed by nobody and tells nothing of the inside (issue 3, item 6)', () => {
  let raw: RawClient;
  beforeAll(() => (raw = new RawClient(app.url)));
  afterAll(() => raw.close());

  it('whatever kind of answer it is: pages, files, redirects, the API, and refusals however early', async () => {
    const practice = await app.given.practice({ slug: 'harbour' });
    const offering = await app.given.offering(practice);
    const booked = await app.books('Ada', practice, offering, '2027-01-12T10:00:00Z');
    const manage = new URL((booked.body as { manageUrl: string }).manageUrl).pathname;
    const ask = (target: string, more: Partial<RawRequest> = {}) => ({ method: 'GET', target, headers: {}, ...more });
    const page = (target: string) => ask(target, { headers: person });
    const post = (target: string, body: string, headers = json) => ask(target, { method: 'POST', headers, body });
    const studio = await raw.send(page('/studio'));
    const script = (text = '') => /(\/assets\/\w+\/[^"]+\.js)/.exec(text)?.[1] ?? '';
    const site = await raw.send(page('/harbour'));
    const big = JSON.stringify({ x: 'x'.repeat(300_000) });
    const asked: [RawRequest, number][] = [
      [page('/harbour'), 200],
      [page(`/harbour/book/${offering.slug}`), 200],
      [page('/studio'), 200],
      [page(manage), 200],
      [page('/docs'), 200],
      [page('/problems/invalid'), 200],
      [page('/harbour/'), 308],
      [page('/me/settings'), 303],
      [page('/nowhere/at/all'), 404],
      [page('/%zz'), 404],
      [ask(`${manage}/calendar.ics`), 200],
      [ask('/robots.txt'), 200],
      [ask(script(site?.text)), 200],
      [ask(script(studio?.text)), 200],
      [ask('/assets/site/nothing.js'), 404],
      [ask('/openapi.json'), 200],
      [ask('/healthz'), 200],
      [ask('/api/v1/public/practices/harbour'), 200],
      [ask('/api/v1/public/practices/nobody'), 404],
      [ask('/api/v1/admin/clients'), 401],
      [ask('/api/v1/admin/clients', { method: 'OPTIONS' }), 404],
      [ask(`/api/v1/admin/clients/${'x'.repeat(5_000)}`), 404],
      [ask('/api/v1/%zz'), 404],
      [post('/api/v1/portal/sign-in', '{'), 400],
      [post('/api/v1/portal/sign-in', big), 413],
      [post('/api/v1/portal/sign-in', '{}', { 'content-type': 'text/plain' }), 415],
      [ask('/healthz', { headers: { expect: 'a miracle' } }), 417],
      [ask('/healthz', { headers: { 'x-long': 'x'.repeat(20_000) } }), 431],
    ];
    const faults: string[] = [];
    for (const [request, status] of asked) {
      const answer = await raw.send(request);
      expect([request.target.slice(0, 60), answer?.status]).toEqual([request.target.slice(0, 60), status]);
      faults.push(...answerFaults(answer!).map((fault) => `${request.method} ${request.target} ${status} ${fault}`));
    }
    for (const [bytes, status] of [
      ['not http at all\r\n\r\n', 400],
      ['GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
      ['GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: a\r\n b\u0000\r\n\r\n', 400],
    ] as const) {
      const answer = await saidTo(bytes);
      expect(answer.status).toBe(status);
      faults.push(...answerFaults(answer).map((fault) => `${JSON.stringify(bytes)} ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it('over https it also holds browsers to https', async () => {
    const { strictHeaders } = await import('../../apps/api/src/http/strict-headers.js');
    expect(strictHeaders('https://rapport.example')).toHaveProperty('strict-transport-security');
    expect(strictHeaders('http://localhost:3000')).not.toHaveProperty('strict-transport-security');
  });

  it('and an answer that allowed more would be seen (control)', () => {
    const headers = { 'content-security-policy': "default-src 'none'; script-src 'unsafe-inline'", server: 'x' };
    const faults = answerFaults({ status: 500, headers, text: 'TypeError: x at run (/srv/app.js:1:1)' });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'without a strict content-security-policy',
      'without a strict x-content-type-options',
      'without a strict x-frame-options',
      'without a strict referrer-policy',
      'without a strict cross-origin-opener-policy',
      'without a strict cross-origin-resource-policy',
      'without a strict permissions-policy',
      'with server',
      'with words of the inside',
    ]);
  });
});
