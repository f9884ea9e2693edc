import { connect } from 'node:net';
import { useEdgeApp } from '../support/edge-app.js';
import { Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';
import { Heartbeats } from '#platform';

const app = useEdgeApp();

describe('an installation (item 3)', () => {
  it('says that it lives', async () => {
    expect((await app.call('GET', '/healthz')).body).toEqual({ status: 'ok' });
  });

  it('is ready while only things beside the API are down, and names them', async () => {
    const { status, body } = await app.call('GET', '/readyz');
    expect([status, body.status]).toEqual([200, 'ready']);
    expect(body.degraded).toEqual(expect.arrayContaining(['worker', 'mail', 'payments']));
    expect(body.timeZoneData).toBe(process.versions.tz);
  });

  it('notices a worker that runs, and one that stopped', async () => {
    await app.api.get(Heartbeats).beat('worker');
    expect((await app.call('GET', '/readyz')).body.parts.worker.status).toBe('ok');
    await app.admin.query(`UPDATE heartbeats SET at = at - interval '30 seconds'`);
    expect((await app.call('GET', '/readyz')).body.parts.worker.status).toBe('down');
  });

  it('notices work that waits', async () => {
    await app.admin.query(
      `INSERT INTO outbox (practice_id, id, kind, name, payload, due_at, created_at)
       VALUES ($1, $2, 'job', 'nobody.does', '{}', $3, $3)`,
      [app.practice.practice.id, app.newId(), new Date(app.clock.now().getTime() - 120_000)],
    );
    expect((await app.call('GET', '/readyz')).body.degraded).toContain('queue');
  });

  it('is not ready without its database', async () => {
    const { status, body } = await app.withoutDatabase(() => app.call('GET', '/readyz'));
    expect([status, body.status]).toEqual([503, 'not_ready']);
    expect((await app.call('GET', '/readyz')).status).toBe(200);
  });
});

describe('the payment provider', () => {
  const whole = useTestApp();
  const payments = async () => {
    const { body } = await whole.visitor.get('/readyz');
    return { degraded: body.degraded.includes('payments'), status: body.parts.payments.status };
  };

  it('that answers every call with a fault of its own is named as down, and not any more once it is back', async () => {
    await new Payer(whole).faults({ down: true });
    expect(await payments()).toEqual({ degraded: true, status: 'down' });
    await new Payer(whole).faults();
    await whole.until(async () => (await payments()).status === 'ok');
    expect(await payments()).toEqual({ degraded: false, status: 'ok' });
  });

  it('that goes down is noticed within seconds', async () => {
    await whole.until(async () => (await payments()).status === 'ok');
    await new Payer(whole).faults({ down: true });
    await whole.until(async () => (await payments()).status === 'down');
  });
});

describe('a request that never ends', () => {
  it('is cut while its head is still coming', async () => {
    const { port } = new URL(app.url);
    const started = performance.now();
    const said = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n'));
      socket.on('data', (bytes) => (text += bytes.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(said).toContain('/problems/request-refused');
    expect(performance.now() - started).toBeLessThan(12_000);
  });
});
