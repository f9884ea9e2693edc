import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const patienceMs = 10_000;

/** Sends what it is given, byte by byte as it stands: no address is tidied, no header refused, no redirect followed. */
export class RawClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });
  private readonly address: { readonly host: string; readonly port: string };

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.address = { host: hostname, port };
  }

  /** The answer; null where the connection was cut without one, or none came within ten seconds. */
  send({ method, target, headers, body }: RawRequest): Promise<RawAnswer | null> {
    const bytes = body === undefined ? undefined : Buffer.from(body);
    return new Promise((resolve) => {
      const outgoing = request(
        {
          ...this.address,
          agent: this.agent,
          method,
          path: target,
          headers: { ...headers, ...(bytes && { 'content-length': String(bytes.length) }) },
          timeout: patienceMs,
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.once('error', () => resolve(null));
          incoming.once('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      outgoing.once('timeout', () => outgoing.destroy());
      outgoing.once('error', () => resolve(null));
      outgoing.end(bytes);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
