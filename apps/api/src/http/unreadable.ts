import { STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { newId } from '#platform';

type Headers = Readonly<Record<string, string>>;

const statusOf: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** Tells what is not HTTP, or too slow to become a request, that it is refused, and cuts it off. */
export function refuseUnreadable(headers: Headers): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
      socket.destroy();
      return;
    }
    const { status, body, more } = refusal(statusOf[error.code ?? ''] ?? 400, headers);
    const lines = Object.entries(more).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`;
    socket.end(head + body, () => socket.destroy());
  };
}

/** Refuses a request that expects what no server of ours does; Node would answer it without a word about itself. */
export function refuseExpectations(server: Server, headers: Headers): void {
  server.on('checkExpectation', (_request, response: ServerResponse) => {
    const { status, body, more } = refusal(417, headers);
    response.writeHead(status, more).end(body);
  });
}

function refusal(status: number, headers: Headers): { status: number; body: string; more: Headers } {
  const body = JSON.stringify({
    type: '/problems/request-refused',
    title: 'The request cannot be read',
    status,
    detail: STATUS_CODES[status],
    requestId: newId(),
  });
  const own = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(body.length),
    'cache-control': 'no-store',
    connection: 'close',
  };
  return { status, body, more: { ...headers, ...own } };
}
