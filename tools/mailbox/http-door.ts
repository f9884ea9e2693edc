import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { Faults } from './faults.js';
import type { MessageStore } from './message-store.js';
import { listPage, listScript, messagePage, sandboxedMail, styleSheet } from './pages.js';

/** What the HTTP side needs from the rest of the mailbox. */
export interface Behind {
  store: MessageStore;
  faults(): Readonly<Faults>;
  setFaults(faults: Faults): Promise<void>;
}

interface Answer {
  status: number;
  type?: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

const LARGEST_BODY_BYTES = 64 * 1024;
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

/** The HTTP side: the pages to read mail and the JSON for tests. It answers only requests addressed to this machine by name. */
export function httpDoor(behind: Behind): Server {
  return createServer((request, response) => {
    answer(behind, request)
      .catch((error: unknown): Answer => {
        process.stderr.write(`mailbox: ${String(error)}\n`);
        return problem(500, 'Something went wrong in the mailbox; its output says what.');
      })
      .then((result) => write(response, result, request.method === 'HEAD'))
      .catch((error: unknown) => process.stderr.write(`mailbox: ${String(error)}\n`));
  });
}

async function answer(behind: Behind, request: IncomingMessage): Promise<Answer> {
  // A page elsewhere could point a name of its own at 127.0.0.1 and read the mail through its visitor's browser.
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(request.headers.host ?? '')) {
    return problem(421, 'The mailbox answers on 127.0.0.1 and localhost only.');
  }
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  switch (`${method} ${url.pathname}`) {
    case 'GET /':
      return html(listPage(behind.store.list(addressIn(url)), addressIn(url)));
    case 'GET /mailbox.css':
      return { status: 200, type: 'text/css; charset=utf-8', body: styleSheet };
    case 'GET /list.js':
      return { status: 200, type: 'text/javascript; charset=utf-8', body: listScript };
    case 'GET /api/messages':
      return json(behind.store.list(addressIn(url)));
    case 'DELETE /api/messages':
      await behind.store.clear();
      return { status: 204 };
    case 'GET /api/counts':
      return json(behind.store.counts());
    case 'GET /api/faults':
      return json(behind.faults());
    case 'PUT /api/faults':
      return putFaults(behind, request);
    default:
      return method === 'GET' ? oneMessage(behind.store, url.pathname) : problem(404, 'Nothing here by that name.');
  }
}

function oneMessage(store: MessageStore, path: string): Answer {
  const [, id = '', rest = ''] = /^\/(?:api\/)?messages\/([0-9a-f-]{36})(\/html|\/raw)?$/.exec(path) ?? [];
  const message = store.find(id);
  if (!message) return problem(404, 'There is no such mail, or it was cleared.');
  const route = path.startsWith('/api/') ? `api${rest}` : rest;
  if (route === '') return html(messagePage(message));
  if (route === '/html') return html(sandboxedMail(message), MAIL_POLICY);
  if (route === 'api') return json(message);
  if (route === 'api/raw') {
    const headers = { 'content-disposition': `attachment; filename="${id}.eml"` };
    return { status: 200, type: 'message/rfc822', body: store.findRaw(id) ?? '', headers };
  }
  return problem(404, 'Nothing here by that name.');
}

async function putFaults(behind: Behind, request: IncomingMessage): Promise<Answer> {
  let sent: unknown;
  try {
    sent = JSON.parse(await bodyOf(request));
  } catch (error) {
    return problem(400, `The body is not JSON: ${String(error)}`);
  }
  const faults = Faults.safeParse(sent);
  if (!faults.success) return problem(400, z.prettifyError(faults.error));
  await behind.setFaults(faults.data);
  return json(behind.faults());
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_BODY_BYTES) throw new Error('it is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function addressIn(url: URL): string | undefined {
  return url.searchParams.get('to') ?? undefined;
}

function html(body: string, policy = PAGE_POLICY): Answer {
  return { status: 200, type: 'text/html; charset=utf-8', body, headers: { 'content-security-policy': policy } };
}

function json(value: unknown): Answer {
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

function problem(status: number, detail: string): Answer {
  return { status, type: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', status, detail }) };
}

function write(response: ServerResponse, { status, type, body = '', headers = {} }: Answer, headOnly: boolean): void {
  response.writeHead(status, {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...(type && { 'content-type': type }),
    ...headers,
  });
  response.end(headOnly ? undefined : body);
}
