import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Stage } from './act.js';
import { pageScript } from './page-script.js';
import { breakPage } from './pages.js';
import { styleSheet } from './style-sheet.js';

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/** The page with its buttons. It answers this machine only, and a button counts only where it was pressed on this page. */
export function httpDoor(stage: Stage, homeUrl: string, log: (text: string) => void): Server {
  return createServer((request, response) => {
    let answer: Answer;
    try {
      answer = answerTo(request, stage, homeUrl);
    } catch (error) {
      log(`break-something: ${String(error)}`);
      answer = plain(500, 'Something went wrong here; the log says what.');
    }
    request.resume(); // a form without fields: what else is sent is not read
    response.writeHead(answer.status, {
      ...headers,
      ...(answer.type && { 'content-type': answer.type }),
      ...answer.headers,
    });
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  });
}

function answerTo(request: IncomingMessage, stage: Stage, homeUrl: string): Answer {
  // A page elsewhere could point a name of its own at 127.0.0.1 and break things through its visitor's browser.
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(request.headers.host ?? ''))
    return plain(421, 'This answers on 127.0.0.1 and localhost only.');
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (method === 'GET' && pathname === '/')
    return { status: 200, type: 'text/html; charset=utf-8', body: breakPage(stage, homeUrl) };
  if (method === 'GET' && pathname === '/break.css')
    return { status: 200, type: 'text/css; charset=utf-8', body: styleSheet };
  if (method === 'GET' && pathname === '/break.js')
    return { status: 200, type: 'text/javascript; charset=utf-8', body: pageScript };
  const name = method === 'POST' ? /^\/([a-z]+)$/.exec(pathname)?.[1] : undefined;
  if (name === undefined) return plain(404, 'There is nothing here by that name.');
  if (!isPressedHere(request)) return plain(403, 'A button counts only where it is pressed on this page.');
  if (!stage.press(name)) return plain(404, 'There is nothing to break by that name.');
  return { status: 303, headers: { location: `/#${name}` } };
}

/** True where a browser says that our own page sent it, or where no browser sent it at all. */
function isPressedHere({ headers: { origin, host, 'sec-fetch-site': site } }: IncomingMessage): boolean {
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return origin === undefined || origin === `http://${host}`;
}

const plain = (status: number, body: string): Answer => ({ status, type: 'text/plain; charset=utf-8', body });
