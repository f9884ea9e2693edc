import { createServer, request, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { EgressClient, type FetchLimits } from './egress-client.js';
import type { EgressWays } from './egress-ways.js';
import { notFetchedBecause, NotFetched } from './not-fetched.js';
import { isPublicAddress } from './public-address.js';

/** What somebody may write who means this machine, its network or the cloud it runs in. `{port}` is where a server listens. */
const spellings = `
  127.0.0.1 127.0.0.1. 127.1 127.0.1 127.255.255.254 2130706433 017700000001 0x7f000001 0x7f.1 0177.0.0.1 0177.0.0.0x1
  0x7F.0x0.0x0.0x1 00000177.0.0.1 127.0.0.01 %31%32%37.0.0.1 １２７.０.０.１ 127。0。0。1 ①②⑦.⓪.⓪.① 0 0.0.0.0 0x0 00.0.0.0
  [::1] [::] [0:0:0:0:0:0:0:1] [0000::0001] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::127.0.0.1]
  [64:ff9b::7f00:1] [2002:7f00:1::] [fe80::1] [fe80::1%25lo] [fd00::1] localhost localhost. LOCALHOST api.localhost
  ⓛⓞⓒⓐⓛⓗⓞⓢⓣ localhost.localdomain metadata.google.internal printer.local intranet 169.254.169.254 2852039166 [fd00:ec2::254]
  10.0.0.1 172.16.0.1 192.168.0.1 100.64.0.1 168.63.129.16 198.18.0.1 192.0.2.1 224.0.0.1 255.255.255.255`
  .trim()
  .split(/\s+/);

const limits: FetchLimits = { mostBytes: 1_000, withinMs: 2_000, contentTypes: ['text/calendar'] };
const calendar: RequestListener = (_asked, answer) =>
  answer.setHeader('content-type', 'text/calendar').end('an answer');

describe('A request to an address that somebody gave', () => {
  let server: Server;
  let port: number;
  let reached = 0;
  let answers = calendar;

  beforeAll(async () => {
    server = createServer((asked, answer) => {
      reached += 1;
      answers(asked, answer);
    });
    await new Promise<void>((listening) => server.listen(0, '::', listening));
    port = (server.address() as { port: number }).port;
  });
  beforeEach(() => {
    reached = 0;
    answers = calendar;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  /** The usual ways, but for a port and a resolver of ours; TLS is left out, so that a slip would reach the server. */
  const ways = (changed: Partial<EgressWays> = {}): EgressWays => ({
    resolve: () => Promise.resolve(['127.0.0.1']),
    mayReach: isPublicAddress,
    ports: [443, port],
    request,
    ...changed,
  });
  /** Names of two servers of ours, on this machine as everything here. */
  const ours = () => ways({ mayReach: () => true });
  const get = (address: string, by = ways(), more: Partial<FetchLimits> = {}) =>
    new EgressClient(by).get(address, { ...limits, ...more }).then(
      ({ body }) => body.toString(),
      (error: unknown) => {
        if (error instanceof NotFetched) return error.code;
        throw error;
      },
    );

  it('reaches nothing inside by any of forty spellings (published failure: SSRF in logo or feed fetch)', async () => {
    expect(spellings.length).toBeGreaterThanOrEqual(40);
    for (const host of spellings) {
      const said = await get(`https://${host}:${port}/`);
      expect([host, said]).toEqual([host, expect.stringMatching(/^address-not-/)]);
    }
    expect(reached).toBe(0);
  });

  it('would reach the server by most of these spellings of this machine, were there no guard', async () => {
    for (const host of spellings.slice(0, 28)) await get(`https://${host}:${port}/`, ours(), { withinMs: 500 });
    expect(reached).toBeGreaterThan(20);
  });

  it('is refused where any one of the addresses of a name is not public', async () => {
    for (const others of [
      ['8.8.8.8', '127.0.0.1'],
      ['127.0.0.1'],
      ['2606:4700::1111', '::1'],
      ['::ffff:127.0.0.1'],
      [],
    ])
      expect(await get(`https://calendar.example:${port}/`, ways({ resolve: () => Promise.resolve(others) }))).toBe(
        'address-not-public',
      );
    expect(reached).toBe(0);
  });

  it('goes to the very address that was checked, though the name leads elsewhere a moment later', async () => {
    // Public at first, this machine ever after; the public one stands for the other address of the same server.
    const rebinding = () => {
      let asked = 0;
      return () => Promise.resolve([asked++ === 0 ? '127.0.0.2' : '127.0.0.1']);
    };
    const hosts: (string | undefined)[] = [];
    answers = (asked, answer) => {
      hosts.push(asked.socket.localAddress);
      calendar(asked, answer);
    };
    const onlyFirst = (address: string) => address === '127.0.0.2';
    const by = ways({ resolve: rebinding(), mayReach: onlyFirst });
    expect(await get(`https://calendar.example:${port}/`, by)).toBe('an answer');
    expect(await get(`https://calendar.example:${port}/`, by)).toBe('address-not-public');
    expect(hosts).toEqual(['::ffff:127.0.0.2']);
  });

  it('follows redirects by hand and checks each anew', async () => {
    const inward = spellings.map((host) => `https://${host}:${port}/`);
    const onward = [
      ...inward,
      `http://calendar.example:${port}/`,
      'https://a:b@calendar.example/',
      'file:///etc/hosts',
      '',
    ];
    for (const location of onward) {
      answers = (_asked, answer) => answer.writeHead(302, { location: encodeURI(location) }).end();
      const first = ways({ resolve: () => Promise.resolve(['127.0.0.2']), mayReach: (at) => at === '127.0.0.2' });
      reached = 0;
      const said = await get(`https://calendar.example:${port}/`, first);
      // Sent on to nowhere is sent on to itself, until that is enough.
      expect([location, said]).toEqual([location, expect.stringMatching(/^(address-|too-many-redirects)/)]);
      expect([location, reached]).toEqual([location, location === '' ? 4 : 1]);
    }
  });

  it('is sent on three times at most', async () => {
    answers = (asked, answer) => {
      const left = Number(asked.url?.slice(1));
      if (left === 0) calendar(asked, answer);
      else answer.writeHead(307, { location: `/${left - 1}` }).end();
    };
    expect(await get(`https://calendar.example:${port}/3`, ours())).toBe('an answer');
    expect(await get(`https://calendar.example:${port}/4`, ours())).toBe('too-many-redirects');
  });

  it.each([
    [
      'address-not-https',
      'http://calendar.example/',
      'ftp://calendar.example/',
      'file:///etc/passwd',
      'data:text/plain,x',
    ],
    ['address-with-password', 'https://ana@calendar.example/', 'https://ana:secret@calendar.example/'],
    ['address-other-port', 'https://calendar.example:22/', 'https://calendar.example:8443/', 'https://8.8.8.8:25/'],
    [
      'address-not-an-address',
      '',
      'calendar.example',
      'https://',
      'https://a b/',
      `https://a.example/${'x'.repeat(3_000)}`,
    ],
  ])('is refused as %s before anything leaves', async (code, ...addresses) => {
    for (const address of addresses) expect([address, await get(address, ours())]).toEqual([address, code]);
    expect(reached).toBe(0);
  });

  it('sends nothing of ours along but what it wants and who asks', async () => {
    let sent: string[] = [];
    answers = (asked, answer) => {
      sent = Object.keys(asked.headers);
      calendar(asked, answer);
    };
    await get(`https://calendar.example:${port}/`, ours());
    expect(sent.sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
  });

  describe('ends within its limits:', () => {
    const refused = async (listener: RequestListener, more: Partial<FetchLimits> = {}) => {
      answers = listener;
      return get(`https://calendar.example:${port}/`, ours(), more);
    };

    it('time, whether nobody answers, headers drip, or the body never ends', async () => {
      const soon = { withinMs: 150 };
      expect(await refused(() => undefined, soon)).toBe('too-slow');
      expect(
        await refused((_asked, answer) => {
          answer.setHeader('content-type', 'text/calendar');
          const drip = setInterval(() => answer.write('.'), 10);
          answer.on('close', () => clearInterval(drip));
        }, soon),
      ).toBe('too-slow');
      const never = ways({ resolve: () => new Promise(() => undefined) });
      expect(await get('https://calendar.example/', never, soon)).toBe('too-slow');
    });

    it('size, as it is announced, as it comes, as it is unpacked, and of headers', async () => {
      const long = Buffer.alloc(1_001, 'x');
      expect(await refused((_asked, answer) => answer.setHeader('content-length', 50_000_000).write('x'))).toBe(
        'too-large',
      );
      expect(await refused((_asked, answer) => (answer.write(long), answer.end()))).toBe('too-large');
      const packed = gzipSync(Buffer.alloc(50_000_000, 'x'));
      expect(packed.length).toBeLessThan(60_000);
      const sendPacked: RequestListener = (_asked, answer) => answer.setHeader('content-encoding', 'gzip').end(packed);
      expect(await refused(sendPacked, { mostBytes: 100_000 })).toBe('too-large');
      const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`x-${n}`, 'y'.repeat(500)]));
      expect(await refused((_asked, answer) => answer.writeHead(200, many).end('x'))).toBe('too-large');
    });

    it('kind, status, and what can be unpacked', async () => {
      expect(await refused((_asked, answer) => answer.setHeader('content-type', 'text/html').end('x'))).toBe(
        'other-content',
      );
      for (const status of [204, 401, 404, 500])
        expect(await refused((_asked, answer) => answer.writeHead(status).end())).toBe('answered-badly');
      for (const encoding of ['br', 'gzip'])
        expect(await refused((_asked, answer) => answer.setHeader('content-encoding', encoding).end('xxxx'))).toBe(
          'not-readable',
        );
      expect(await refused((asked) => asked.socket.destroy())).toBe('no-answer');
    });

    it('and takes what is packed well', async () => {
      expect(
        await refused((_asked, answer) => answer.setHeader('content-encoding', 'gzip').end(gzipSync('an answer'))),
      ).toBe('an answer');
    });
  });

  it('says in one sentence what was the matter, and names no address in it', () => {
    for (const sentence of Object.values(notFetchedBecause)) expect(sentence).toMatch(/^[A-Z][^.]*[a-z]\.$/);
  });
});
