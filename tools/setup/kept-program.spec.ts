import { jest } from '@jest/globals';
import { KeptProgram, pauseAfter, type Ending } from './kept-program.mjs';
import { mayBreak, programsOf } from './programs.mjs';
import { completeSecrets, childEnvironment, readSettings } from './settings.mjs';
import { urlsOf } from './welcome.mjs';

/** Stands in for programs of the system: each runs until the test ends it. */
class Programs {
  readonly begun: { again: boolean; end: (how: Ending) => void; asked: boolean }[] = [];

  readonly begin = ({ again }: { again: boolean }) => {
    let end: (how: Ending) => void = () => undefined;
    const ended = new Promise<Ending>((over) => (end = over));
    const one = { again, end, asked: false };
    this.begun.push(one);
    return {
      ended,
      logFile: '',
      child: { pid: 100 + this.begun.length, kill: () => one.end({ code: null, signal: 'SIGKILL' }) },
      stop: () => {
        one.asked = true;
        one.end({ code: 0, signal: null });
        return Promise.resolve(true);
      },
    };
  };
}

const killed: Ending = { code: null, signal: 'SIGKILL' };

describe('A program of npm start that is kept alive (issue 3, item 7)', () => {
  let programs: Programs;
  const said: string[] = [];
  const kept = () => new KeptProgram({ name: 'worker' }, { begin: programs.begin, say: (text) => said.push(text) });

  beforeEach(() => {
    jest.useFakeTimers();
    programs = new Programs();
    said.length = 0;
  });
  afterEach(() => jest.useRealTimers());

  it('is started anew when it is killed, its log going on, and whoever listens hears of both', async () => {
    const worker = kept();
    worker.keep();
    const pids: (number | null)[] = [];
    worker.onChange(() => pids.push(worker.pid));
    worker.kill();
    await jest.advanceTimersByTimeAsync(300);
    expect(programs.begun.map(({ again }) => again)).toEqual([false, true]);
    expect(pids).toEqual([null, 102]);
    expect(said).toEqual(['worker ended by SIGKILL and is started anew in 0.25 s']);
  });

  it('waits twice as long each time, ten seconds at most, and begins at the beginning once it ran for a while', async () => {
    expect([1, 2, 3, 6, 7, 50].map(pauseAfter)).toEqual([250, 500, 1000, 8000, 10_000, 10_000]);
    const worker = kept();
    worker.keep();
    for (const pause of [250, 500, 1000]) {
      programs.begun.at(-1)!.end(killed);
      await jest.advanceTimersByTimeAsync(pause);
    }
    await jest.advanceTimersByTimeAsync(31_000);
    programs.begun.at(-1)!.end(killed);
    await jest.advanceTimersByTimeAsync(250);
    expect(said.at(-1)).toContain('in 0.25 s');
    expect(programs.begun).toHaveLength(5);
  });

  it('that ends before everything was up has ended, so that the start can say why', async () => {
    const worker = kept();
    programs.begun[0]!.end({ code: 1, signal: null });
    expect(await worker.ended).toEqual({ code: 1, signal: null });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(programs.begun).toHaveLength(1);
  });

  it('stays ended once it was stopped, also in the pause before it would have begun again', async () => {
    const worker = kept();
    worker.keep();
    await worker.stop(1000);
    await jest.advanceTimersByTimeAsync(60_000);
    const pausing = kept();
    pausing.keep();
    pausing.kill();
    await jest.advanceTimersByTimeAsync(10);
    await pausing.stop(1000);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(programs.begun).toHaveLength(2);
  });
});

describe('What may be broken on purpose (issue 3, item 7)', () => {
  const ports = { SIMULATOR_PORT: 1, MAILBOX_PORT: 2, METRICS_PORT: 3, WORKER_METRICS_PORT: 4, BREAK_PORT: 5 };
  const startOf = (given: Record<string, string>) => {
    const settings = readSettings(given, '/rapport');
    const databases = { databaseUrl: 'postgres://app@127.0.0.1/one', keyDatabaseUrl: 'postgres://app@127.0.0.1/two' };
    return {
      env: childEnvironment({ settings, secrets: completeSecrets(), databases, ports }),
      names: programsOf(settings, ports).map(({ name }) => name),
      urls: urlsOf(settings, ports),
    };
  };

  it('runs beside a demo, which is told where; it may count in the database and has no key to what is sealed there', () => {
    const { env, names, urls } = startOf({});
    expect(names).toEqual(['mailbox', 'simulator', 'api', 'worker', 'break-something']);
    expect([env['BREAK_URL'], env['MAILBOX_URL'], urls.break]).toEqual([
      'http://localhost:5',
      'http://localhost:2',
      'http://localhost:5',
    ]);
    const breaker = programsOf(readSettings({}, '/rapport'), ports).find(({ name }) => name === 'break-something')!;
    expect(['DATABASE_URL', 'DATA_KEY', 'KEY_DATABASE_URL', 'SESSION_SECRET'].map(breaker.sees)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it.each([
    ['without a demo', { DEMO: 'false' }],
    ['on a database of the person', { DATABASE_URL: 'postgres://boss@db/rapport' }],
    ['with a key of a real provider', { STRIPE_SECRET_KEY: 'sk_test_mine' }],
    ['with a real mail server', { SMTP_URL: 'smtp://mail.example' }],
    ['in production', { NODE_ENV: 'production' }],
  ])('is not there %s', (_, given) => {
    const { env, names, urls } = startOf(given);
    expect(mayBreak(readSettings(given, '/rapport'))).toBe(false);
    expect(names).not.toContain('break-something');
    expect(env).not.toHaveProperty('BREAK_URL');
    expect(urls).not.toHaveProperty('break');
  });
});
