import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { optionsFrom } from './environment.js';

const program = fileURLToPath(new URL('main.ts', import.meta.url));
const running: ChildProcess[] = [];

function run(environment: Record<string, string>): ChildProcess {
  const { NODE_OPTIONS: _flags, NODE_ENV: _test, ...inherited } = process.env;
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', '@swc-node/register/esm-register', program],
    {
      env: { ...inherited, ...environment },
    },
  );
  running.push(child);
  return child;
}

async function ended(child: ChildProcess): Promise<{ code: unknown; said: string }> {
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, said };
}

describe('The simulator as a program (item 8)', () => {
  afterAll(() => running.forEach((child) => child.kill('SIGKILL')));

  it('says where it listens, answers there, and closes cleanly when asked', async () => {
    const child = run({ SIMULATOR_PORT: '0', STRIPE_SECRET_KEY: 'sk_test_local' });
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    const url = /^simulator listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line.toString())?.[1];
    expect((await fetch(`${url}/test/ledger`)).status).toBe(200);
    const charges = (key: string): Promise<Response> =>
      fetch(`${url}/v1/charges`, { headers: { authorization: `Bearer ${key}` } });
    expect([(await charges('sk_test_local')).status, (await charges('sk_test_other')).status]).toEqual([200, 401]);
    const end = ended(child);
    child.kill('SIGTERM');
    expect((await end).code).toBe(0);
  });

  it('refuses production with a sentence, and ends', async () => {
    const { code, said } = await ended(run({ NODE_ENV: 'production' }));
    expect(code).toBe(1);
    expect(said).toMatch(/^The payment simulator does not run in production: .+\n$/);
  });

  it.each([
    [{ STRIPE_SECRET_KEY: 'sk_live_x' }, 'The payment simulator refuses a live key'],
    [{ STRIPE_SECRET_KEY: 'rk_live_x' }, 'The payment simulator refuses a live key'],
    [{ SIMULATOR_PORT: 'x' }, 'SIMULATOR_PORT must be a port number'],
  ])('refuses %j with a sentence', (environment, sentence) => {
    expect(() => optionsFrom(environment)).toThrow(sentence);
  });

  it('reads its endpoints from one line', () => {
    const { webhookUrls } = optionsFrom({ WEBHOOK_URL: 'http://127.0.0.1:1/a, http://127.0.0.1:2/b' });
    expect(webhookUrls).toEqual(['http://127.0.0.1:1/a', 'http://127.0.0.1:2/b']);
  });
});
