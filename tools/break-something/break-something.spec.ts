import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Stage, type Act } from './act.js';
import type { Books } from './books.js';
import { addressOf, type Answer } from './caller.js';
import { optionsFrom } from './environment.js';
import { sightOf } from './everybody-at-once.js';
import { lostWebhooks } from './lost-webhooks.js';
import { breakPage } from './pages.js';
import type { ProvingGround } from './proving-ground.js';
import { percentile } from '../percentile.js';
import { count, fates, type Sight } from './report.js';

const won: Answer = { status: 201, body: {}, milliseconds: 20 };
const told: Answer = {
  status: 409,
  body: { type: '/problems/slot-taken', detail: 'Somebody was faster.', alternatives: [{}] },
  milliseconds: 30,
};
const brokenTerms = ({ proof, counts }: Sight) =>
  [...proof, ...counts].filter(({ isAsPromised }) => isAsPromised === false).map(({ term }) => term);

describe('What is told of 64 people on one time (issue 3, item 7)', () => {
  it('is that it held where one won, all others were told kindly and the database knows of no overlap', () => {
    const outcome = sightOf([won, told, told], 0);
    expect(brokenTerms(outcome)).toEqual([]);
    expect(outcome.sentence).toMatch(/^It held: one person has the time, and 2 were told kindly/);
    expect(outcome.proof.map(({ term, value }) => `${value} ${term}`)).toEqual([
      '1 has the time',
      '2 told kindly, with other times',
      '0 times that overlap',
    ]);
    expect(outcome.people).toEqual(['done', 'told', 'told']);
    expect(outcome.counts.at(-1)!.value).toBe('“Somebody was faster.”');
  });

  it.each([
    ['two have the time', [won, won, told], 0, ['has the time', 'told kindly, with other times']],
    ['the database knows of an overlap', [won, told], 1, ['times that overlap']],
    [
      'somebody was turned away without other times',
      [won, { ...told, body: { type: '/problems/slot-taken', alternatives: [] } }],
      0,
      ['told kindly, with other times', 'Answered in any other way'],
    ],
    [
      'somebody was asked to slow down',
      [won, { status: 429, body: undefined, milliseconds: 1 }],
      0,
      ['told kindly, with other times', 'Answered in any other way'],
    ],
  ])('is that it did not hold where %s', (_, answers, overlaps, terms) => {
    const outcome = sightOf(answers, overlaps);
    expect(outcome.sentence).toMatch(/^It did not hold/);
    expect(brokenTerms(outcome)).toEqual(terms);
  });

  it('counts the slowest by nearest rank', () => {
    expect([percentile([3, 1, 2], 0.5), percentile([1, 2, 3], 0.99), percentile([], 0.5)]).toEqual([2, 3, 0]);
  });

  it('lets everybody come from an address of their own where the system lends them, another one at every press', () => {
    const addresses = [1, 2].flatMap((press) => Array.from({ length: 64 }, (_, n) => addressOf(press, n, 'linux')));
    expect(new Set(addresses).size).toBe(128);
    for (const address of addresses) expect(address).toMatch(/^127(\.(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){3}$/);
    expect(addressOf(Date.parse('2027-01-11T09:00:00Z'), 63, 'linux')).toMatch(/^127\./);
    expect(addressOf(1, 1, 'darwin')).toBeUndefined();
  });
});

describe('The stage on which things are broken (issue 3, item 7)', () => {
  const acts = (run: Act['run']): Act[] => [
    { name: 'one', title: '<One>', text: 'It breaks & mends.', button: 'Break it', run },
  ];

  it('shows what is counted while it is under way, and says where something was not as promised', async () => {
    let end = (): void => undefined;
    const ending = new Promise<void>((over) => (end = over));
    const stage = new Stage(
      acts(async ({ see, happened }) => {
        happened('It <broke>.');
        see({ sentence: 'Breaking …', people: fates([2, 'waiting']), proof: [count('Broken', 1)], counts: [] });
        await ending;
        happened('It was mended.');
        const proof = [count('Lost', 2, false)];
        return { sentence: 'It did not hold.', people: fates([2, 'wrong']), proof, counts: [count('Found', 1, true)] };
      }),
      () => undefined,
    );
    expect(breakPage(stage, 'http://localhost:3000')).toContain('Nobody has pressed this yet.');
    expect([stage.press('one'), stage.press('one'), stage.press('two')]).toEqual([true, true, false]);
    const during = breakPage(stage, 'http://localhost:3000');
    expect(during).toContain('<dt>Broken</dt><dd>1</dd>');
    expect(during).toContain('<li class="waiting"></li><li class="waiting"></li>');
    expect(during).toContain('<span class="at">0.0 s</span> <span>It &#60;broke&#62;.</span>');
    expect(during).not.toContain('It was mended.');
    expect(during).toContain('<noscript><meta http-equiv="refresh"');
    end();
    await stage.quiet();
    const after = breakPage(stage, 'http://localhost:3000');
    expect(after).toContain('class="live did-not-hold"');
    expect(after).toContain('<dd class="broken">2 (not as promised)</dd>');
    expect(after).toContain('<dd class="kept">1 ✓</dd>');
    expect(after).toMatch(/It &#60;broke&#62;\.[^]+It was mended\./);
    expect(after).toContain('&#60;One&#62;');
    expect(after).not.toContain('http-equiv');
  });
});

describe('Losing the payment notices (issue 3, item 7)', () => {
  it('lets those through that were held back, also where it breaks off half way', async () => {
    const asked: string[] = [];
    const provider = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.setHeader('content-type', 'application/json').end('{"deliveries":[]}');
    });
    await once(provider.listen(0, '127.0.0.1'), 'listening');
    const providerUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    const ground = {
      freeTimes: () => Promise.resolve(['2027-01-12T09:00:00Z']),
      ground: () => Promise.resolve({ id: 'one' }),
      booking: () => Promise.reject(new Error('nobody answers')),
    } as unknown as ProvingGround;
    try {
      const act = lostWebhooks({ ground, books: {} as Books, providerUrl, apiUrl: providerUrl });
      await expect(act.run({ see: () => undefined, happened: () => undefined })).rejects.toThrow('nobody answers');
    } finally {
      provider.close();
    }
    expect(asked.slice(-2)).toEqual(['PUT /test/webhooks', 'POST /test/webhooks/flush']);
  });
});

describe('The program that breaks things (issue 3, item 7)', () => {
  const given = {
    ...{ DEMO: 'true', PORT: '3000', PUBLIC_URL: 'http://localhost:3000', DATA_DIR: '/data', BREAK_PORT: '5' },
    ...{ RAPPORT_OPERATOR_KEY: 'key', DATABASE_URL: 'postgres://app@db/one' },
    ...{ STRIPE_API_URL: 'http://localhost:1', MAILBOX_URL: 'http://localhost:2' },
  };
  const worker = { pid: null, kill: () => undefined };

  it('does not start in production, nor outside a demo, nor without any of what it needs', () => {
    expect(optionsFrom(given, worker)).toMatchObject({ apiUrl: 'http://127.0.0.1:3000', port: 5 });
    expect(() => optionsFrom({ ...given, NODE_ENV: 'production' }, worker)).toThrow('never in production');
    expect(() => optionsFrom({ ...given, DEMO: 'false' }, worker)).toThrow('in a demo alone');
    expect(() => optionsFrom({ ...given, STRIPE_API_URL: '' }, worker)).toThrow('STRIPE_API_URL must be given');
  });
});
