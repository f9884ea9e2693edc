import type { OpenPractice, PracticeService } from '#practices';
import type { Config } from '#platform';
import { RequestHost } from './request-host.js';
import type { RapportRequest } from './request.js';

const asked: string[] = [];
const practices = {
  findByHost: (host: string) => {
    asked.push(host);
    return Promise.resolve(null);
  },
} as unknown as PracticeService;
const hosts = new RequestHost(practices, { PUBLIC_URL: 'https://rapport.example' } as Config);
const calm: OpenPractice = { id: '1', slug: 'calm', host: 'calm.example' };

const request = (host: string, origin?: string, hostPractice: OpenPractice | null = null) =>
  ({ headers: { host, origin }, hostname: host.replace(/:\d+$/, ''), hostPractice }) as unknown as RapportRequest;

describe('The origin of a call', () => {
  it.each<[string | undefined, string, OpenPractice | null, boolean]>([
    [undefined, 'rapport.example', null, true],
    ['https://rapport.example', 'rapport.example', null, true],
    ['https://rapport.example', 'upstream:3000', null, true],
    ['https://calm.example', 'calm.example', calm, true],
    ['https://rapport.example', 'calm.example', calm, false],
    ['http://calm.example', 'calm.example', calm, false],
    ['https://evil.example', 'evil.example', null, false],
    ['https://rapport.example.evil.example', 'rapport.example', null, false],
    ['http://rapport.example:8080', 'rapport.example', null, false],
    ['http://127.0.0.1:3000', '127.0.0.1:3000', null, true],
    ['http://127.0.0.1:4000', '127.0.0.1:3000', null, false],
    ['http://127.0.0.1', '127.0.0.1', calm, false],
    ['null', 'rapport.example', null, false],
    ['', 'rapport.example', null, false],
  ])('%s at the host %s is ours: %#', (origin, host, practice, ours) => {
    expect(hosts.isOwnOrigin(request(host, origin, practice))).toBe(ours);
  });
});

describe('The practice at a host', () => {
  it('is looked up for names of others alone', async () => {
    for (const host of ['rapport.example', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'Calm.Example'])
      await hosts.practiceAt(request(host));
    expect(asked).toEqual(['calm.example']);
  });
});
