import { createServer, request, type RequestListener, type Server } from 'node:http';
import type { EgressWays } from '#platform';

/** A server of calendar files on this machine, and the ways by which an installation under test reaches it, and nothing else. */
export class IcsServer {
  /** How often each path was asked for. */
  readonly asked: string[] = [];
  private readonly server: Server = createServer((asked, answer) => {
    this.asked.push(asked.url ?? '');
    this.answers(asked, answer);
  });
  private answers: RequestListener = (_asked, answer) => answer.writeHead(404).end();

  /** Every name leads to this machine, and of this machine only the server's own port is open. TLS is left out. */
  readonly ways: EgressWays = {
    resolve: (name) => Promise.resolve([name.endsWith('.inside.example') ? '10.0.0.7' : '127.0.0.1']),
    mayReach: (address) => address === '127.0.0.1',
    get ports() {
      return allowed;
    },
    request,
  };

  async start(): Promise<void> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    allowed = [443, this.port];
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  /** An address at which its calendar stands. */
  address(path = '/secret-1f2e/basic.ics', host = 'calendar.example'): string {
    return `https://${host}:${this.port}${path}`;
  }

  /** From now on there are these entries, each by its lines. */
  serves(...entries: readonly (readonly string[])[]): void {
    this.servesText(calendar(...entries));
  }

  servesText(text: string | Buffer): void {
    this.does((_asked, answer) => answer.setHeader('content-type', 'text/calendar; charset=utf-8').end(text));
  }

  does(listener: RequestListener): void {
    this.asked.length = 0;
    this.answers = listener;
  }

  private get port(): number {
    return (this.server.address() as { port: number }).port;
  }
}

let allowed: readonly number[] = [443];

const calendar = (...entries: readonly (readonly string[])[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...entries.flatMap((lines, n) => [
      'BEGIN:VEVENT',
      ...(lines.some((line) => line.startsWith('UID:')) ? [] : [`UID:${n}`]),
      ...lines,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
