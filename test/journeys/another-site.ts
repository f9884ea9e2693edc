import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A coach's own site: one page at another host than ours, whose own scripts fail. */
export class AnotherSite {
  private body = '';
  private readonly server: Server = createServer((request, answer) => {
    const found = request.url === '/';
    answer.writeHead(found ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(found ? this.page() : '');
  });

  async start(): Promise<void> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  /** By number: to a browser it is another site than localhost. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** From now on this stands on its page, between two links of its own. */
  shows(body: string): void {
    this.body = body;
  }

  private page(): string {
    return `<!doctype html><html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1"><title>Harbour walks</title>
      <link rel="icon" href="data:,"><script>${failing}</script></head>
      <body style="font-family: serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem">
      <h1>Harbour walks</h1><p>Talks by the sea. <a href="#about">About</a></p>
      ${this.body}
      <p id="about">A calm hour. <a href="#top">To the top</a></p><script>${failing}</script></body></html>`;
  }
}

/** What the scripts of that page do. */
const failing = `addEventListener('message', () => { throw new Error('theirs'); }); window.onload = () => { throw new Error('theirs'); }; nothing.like.it();`;
