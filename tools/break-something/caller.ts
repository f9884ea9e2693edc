import { request } from 'node:http';

/** An answer of one of the running programs; `body` is what its JSON says, or nothing where there is none. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** From sending to the last byte. */
  readonly milliseconds: number;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly bearer?: string;
  readonly ifMatch?: string;
  readonly body?: object;
  /** The address of this machine that it is sent from. */
  readonly from?: string | undefined;
}

const patienceMs = 30_000;

/** Calls a program of this machine, on a connection of its own as another person would. Rejects where nobody answers. */
export function call({ method = 'GET', url, bearer, ifMatch, body, from }: Call): Promise<Answer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
  };
  const sent = performance.now();
  return new Promise((resolve, reject) => {
    const options = { method, headers, agent: false, ...(from !== undefined && { localAddress: from }) } as const;
    const outgoing = request(url, options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () => {
        const answer = Buffer.concat(chunks).toString('utf8');
        const isJson = /json/.test(String(incoming.headers['content-type']));
        resolve({
          status: incoming.statusCode ?? 0,
          body: isJson ? (JSON.parse(answer) as unknown) : undefined,
          milliseconds: performance.now() - sent,
        });
      });
    });
    outgoing.setTimeout(patienceMs, () => outgoing.destroy(new Error('No answer in time.')));
    outgoing.once('error', reject);
    outgoing.end(text);
  });
}

/** The body of an answer that must be good. Throws with the path, the status and the kind of refusal otherwise. */
export async function mustAnswer<Body>(made: Call): Promise<Body> {
  const { status, body } = await call(made);
  if (status >= 200 && status < 300) return body as Body;
  const { type = '' } = (body ?? {}) as { type?: string };
  throw new Error(`${made.method ?? 'GET'} ${new URL(made.url).pathname} answered ${status} ${type}`.trim());
}

/**
 * The address that one of many visitors of one press comes from, so that each is a network of their own as in life. Only
 * Linux lends a program all of 127.0.0.0/8; elsewhere everybody comes from the one address there is.
 */
export function addressOf(
  press: number,
  visitor: number,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  if (platform !== 'linux') return undefined;
  const apart = press % 62_000;
  return `127.${1 + Math.floor(apart / 250)}.${1 + (apart % 250)}.${1 + visitor}`;
}
