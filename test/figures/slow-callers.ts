import { connect, type Socket } from 'node:net';

/** Somebody who sends slowly, so that the server has to wait. */
export interface SlowWay {
  readonly first: string;
  /** Sent again and again, a little at a time. */
  readonly then: string;
}

const everyMs = 500;

/** Ways to hold a connection for as long as a server lets one. */
export const slowWays: Readonly<Record<'silent' | 'head' | 'body' | 'chunks', SlowWay>> = {
  silent: { first: '', then: '' },
  head: { first: 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n', then: 'X-A: a\r\n' },
  body: {
    first:
      'POST /api/v1/portal/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"a":"',
    then: 'a',
  },
  chunks: {
    first:
      'POST /api/v1/portal/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    then: '1\r\n \r\n',
  },
};

/** Seconds until the server cut the connection of a slow caller; Infinity where it still held it after `patienceSeconds`. */
export function secondsUntilCut(url: string, { first, then }: SlowWay, patienceSeconds: number): Promise<number> {
  const { hostname, port } = new URL(url);
  const began = performance.now();
  return new Promise((resolve) => {
    const socket: Socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname);
    const drip = setInterval(() => then && socket.write(then), everyMs);
    const patience = setTimeout(() => finish(Infinity), patienceSeconds * 1000);
    const finish = (seconds: number) => {
      clearInterval(drip);
      clearTimeout(patience);
      socket.destroy();
      resolve(seconds);
    };
    socket.once('connect', () => first && socket.write(first));
    socket.on('data', () => undefined);
    // Cut while we write is cut all the same.
    socket.on('error', () => undefined);
    socket.once('close', () => finish((performance.now() - began) / 1000));
  });
}
