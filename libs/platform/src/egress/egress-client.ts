import { isIPv6 } from 'node:net';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import { readBody } from './answer-body.js';
import type { EgressWays } from './egress-ways.js';
import { NotFetched } from './not-fetched.js';
import { readOutsideAddress, type OutsideAddress } from './outside-address.js';
import { whyNot } from './why-not.js';

/** What may come back, and how long it may take: there is no request without these. */
export interface FetchLimits {
  /** Bytes of the answer as it came, and as it reads once unpacked. */
  readonly mostBytes: number;
  /** From the first question to the last byte, redirects and names included. */
  readonly withinMs: number;
  /** Content types, without parameters. An answer that names none is taken. */
  readonly contentTypes: readonly string[];
}

export interface Fetched {
  readonly body: Buffer;
  readonly contentType: string;
}

const mostRedirects = 3;
const mostHeaderBytes = 16_384;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * The one way out for whatever fetches from an address that somebody gave. It reaches public addresses alone, and the very
 * ones it checked; it follows no redirect unseen, sends nothing of ours along, and ends within its limits.
 */
export class EgressClient {
  constructor(private readonly ways: EgressWays) {}

  /** Throws NotFetched where the address's own spelling is refused; nothing is asked of anybody. */
  mustBeOutside(address: string): URL {
    return readOutsideAddress(address, this.ways).url;
  }

  /** What stands at an address. Throws NotFetched, and nothing else. */
  async get(address: string, limits: FetchLimits): Promise<Fetched> {
    const ends = AbortSignal.timeout(limits.withinMs);
    try {
      let at = readOutsideAddress(address, this.ways);
      for (let redirect = 0; redirect <= mostRedirects; redirect += 1) {
        const answer = await this.ask(at, limits, ends);
        if (!redirects.has(answer.statusCode ?? 0)) return await taken(answer, limits);
        answer.destroy();
        at = readOutsideAddress(answer.headers.location ?? '', this.ways, at.url);
      }
      throw new NotFetched('too-many-redirects');
    } catch (error) {
      throw error instanceof NotFetched ? error : new NotFetched(whyNot(error, ends));
    }
  }

  /** The answer to one question, its body unread. */
  private async ask(at: OutsideAddress, limits: FetchLimits, ends: AbortSignal): Promise<IncomingMessage> {
    const addresses = await before(ends, this.addressesOf(at));
    return new Promise((resolve, reject) => {
      const asked: ClientRequest = this.ways.request(
        {
          hostname: at.host,
          port: at.url.port === '' ? 443 : Number(at.url.port),
          path: `${at.url.pathname}${at.url.search}`,
          method: 'GET',
          headers: {
            accept: limits.contentTypes.join(', '),
            'accept-encoding': 'gzip, deflate',
            'user-agent': 'Rapport',
            connection: 'close',
          },
          agent: false,
          lookup: answering(addresses),
          maxHeaderSize: mostHeaderBytes,
          signal: ends,
        },
        resolve,
      );
      asked.on('error', reject);
      asked.end();
    });
  }

  /** Every address the host leads to; one that is not public refuses them all. */
  private async addressesOf({ host, isLiteral }: OutsideAddress): Promise<readonly string[]> {
    const addresses = isLiteral ? [host] : await this.ways.resolve(host);
    if (addresses.length === 0 || !addresses.every((address) => this.ways.mayReach(address)))
      throw new NotFetched('address-not-public');
    return addresses;
  }
}

/** A resolver that knows nothing but what was checked: a name that leads elsewhere a moment later leads nowhere. */
function answering(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_name, options, answer) => {
    if (options.all) answer(null, known);
    else answer(null, known[0]?.address ?? '', known[0]?.family);
  };
}

async function taken(answer: IncomingMessage, limits: FetchLimits): Promise<Fetched> {
  try {
    const contentType = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (answer.statusCode !== 200) throw new NotFetched('answered-badly');
    if (contentType !== '' && !limits.contentTypes.includes(contentType)) throw new NotFetched('other-content');
    return { contentType, body: await readBody(answer, limits.mostBytes) };
  } finally {
    answer.destroy();
  }
}

/** What the work comes to, unless time is over before: a resolver cannot be told to stop. */
async function before<T>(ends: AbortSignal, work: Promise<T>): Promise<T> {
  let stop = (): void => undefined;
  const over = new Promise<never>((_, reject) => {
    stop = () => reject(new NotFetched('too-slow'));
    ends.addEventListener('abort', stop, { once: true });
  });
  try {
    ends.throwIfAborted();
    return await Promise.race([work, over]);
  } finally {
    ends.removeEventListener('abort', stop);
  }
}
