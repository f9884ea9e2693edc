import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { clockOf } from './clock.js';
import { startMailbox, type CaughtMessage, type RunningMailbox } from './index.js';
import { listPage, messagePage } from './pages.js';

async function sendTo(mailbox: RunningMailbox, to: string, subject: string): Promise<void> {
  const sender = nodemailer.createTransport(mailbox.smtpUrl);
  await sender.sendMail({
    from: 'Quiet Harbour <hello@harbour.example>',
    to,
    subject,
    text: 'See https://harbour.example/a/1?x=1&y=2 <b>not bold</b>',
    html: '<p onclick="alert(1)">Hello<script>alert(1)</script></p>',
    attachments: [{ filename: 'time.ics', content: 'BEGIN:VCALENDAR', contentType: 'text/calendar' }],
  });
  sender.close();
}

describe('The mailbox (item 9)', () => {
  let mailbox: RunningMailbox;

  beforeEach(async () => {
    mailbox = await startMailbox();
  });

  afterEach(() => mailbox.close());

  it('takes every mail and answers with the JSON of the contract, newest last', async () => {
    await sendTo(mailbox, 'Ana <ana@example.org>', 'First');
    await sendTo(mailbox, 'ben@example.org', 'Second');
    const all = (await (await fetch(`${mailbox.url}/api/messages`)).json()) as CaughtMessage[];
    expect(all.map(({ subject }) => subject)).toEqual(['First', 'Second']);
    expect(all[0]).toMatchObject({
      id: expect.any(String),
      to: 'ana@example.org',
      from: '"Quiet Harbour" <hello@harbour.example>',
      text: expect.stringContaining('https://harbour.example/a/1?x=1&y=2'),
      html: expect.stringContaining('<p'),
      attachments: [{ fileName: 'time.ics', type: 'text/calendar', text: 'BEGIN:VCALENDAR' }],
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    const bens = (await (await fetch(`${mailbox.url}/api/messages?to=BEN%40example.org`)).json()) as CaughtMessage[];
    expect(bens.map(({ subject }) => subject)).toEqual(['Second']);
    expect(await (await fetch(`${mailbox.url}/api/messages?to=nobody@example.org`)).json()).toEqual([]);
  });

  it('says when a mail came by the one clock, which a test may have moved, without fractions', async () => {
    const moved = await startMailbox({ now: () => new Date('2027-03-28T09:00:00.789Z') });
    await sendTo(moved, 'ana@example.org', 'Tomorrow');
    expect(moved.messages().map(({ receivedAt }) => receivedAt)).toEqual(['2027-03-28T09:00:00Z']);
    await moved.close();
  });

  it('reads the clock that TEST_CLOCK moves from the file that all programs read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-clock-'));
    const file = join(folder, 'clock.json');
    expect(clockOf({ CLOCK_FILE: file })().getTime()).toBeLessThan(Date.now() + 1000);
    await appendFile(file, JSON.stringify({ offsetMilliseconds: 86_400_000 }));
    expect(clockOf({ CLOCK_FILE: file })().getTime()).toBeGreaterThan(Date.now() + 86_000_000);
    expect(clockOf({})().getTime()).toBeLessThan(Date.now() + 1000);
    await rm(folder, { recursive: true });
  });

  it('gives the raw bytes, counts Message-IDs, and forgets everything on DELETE', async () => {
    await sendTo(mailbox, 'ana@example.org', 'First');
    const [message] = mailbox.messages();
    const raw = await (await fetch(`${mailbox.url}/api/messages/${message?.id}/raw`)).text();
    expect(raw).toContain('Subject: First');
    expect(await (await fetch(`${mailbox.url}/api/counts`)).json()).toEqual({ [message?.messageId ?? '']: 1 });
    expect((await fetch(`${mailbox.url}/api/messages`, { method: 'DELETE' })).status).toBe(204);
    expect(mailbox.messages()).toEqual([]);
    expect((await fetch(`${mailbox.url}/api/messages/${message?.id}/raw`)).status).toBe(404);
  });

  it('takes faults by HTTP and refuses one it does not know', async () => {
    const put = (body: string): Promise<Response> => fetch(`${mailbox.url}/api/faults`, { method: 'PUT', body });
    expect((await put('{"rejectRecipient":550}')).status).toBe(200);
    await expect(sendTo(mailbox, 'ana@example.org', 'No')).rejects.toThrow(/550/);
    for (const wrong of ['{"dropAll":true}', '{"rejectRecipient":250}', '{"slowMs":"1"}', 'no json', '[]']) {
      expect((await put(wrong)).status).toBe(400);
    }
    expect(await (await fetch(`${mailbox.url}/api/faults`)).json()).toEqual({ rejectRecipient: 550 });
    expect((await put('{}')).status).toBe(200);
    await sendTo(mailbox, 'ana@example.org', 'Yes');
    expect(mailbox.messages()).toHaveLength(1);
  });

  it('refuses connections for real, and listens on the same port again', async () => {
    const before = mailbox.smtpUrl;
    await mailbox.setFaults({ refuseConnections: true });
    await expect(sendTo(mailbox, 'ana@example.org', 'No')).rejects.toThrow(/ECONNREFUSED/);
    await mailbox.setFaults({});
    expect(mailbox.smtpUrl).toBe(before);
    await sendTo(mailbox, 'ana@example.org', 'Yes');
    expect(mailbox.messages()).toHaveLength(1);
  });

  it("shows a mail's HTML only in a sandbox without scripts, and its text as text", async () => {
    await sendTo(mailbox, 'ana@example.org', '<img src=x onerror=alert(1)>');
    const [message] = mailbox.messages();
    const page = await fetch(`${mailbox.url}/messages/${message?.id}`);
    const body = await page.text();
    expect(body).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(body).not.toMatch(/<img|<script>|<b>not/);
    expect(body).toContain('href="https://harbour.example/a/1?x=1&amp;y=2"');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const frame = await fetch(`${mailbox.url}/messages/${message?.id}/html`);
    expect(frame.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox allow-popups/);
    expect(await (await fetch(mailbox.url)).text()).toContain('&#60;img src=x');
  });

  it('answers no request that names another host', async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${mailbox.url}/api/messages`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  it('says so kindly when there is no mail yet, and when a page does not exist', async () => {
    expect(await (await fetch(mailbox.url)).text()).toContain('arrives here and goes no further');
    expect((await fetch(`${mailbox.url}/messages/nothing`)).status).toBe(404);
    expect((await fetch(`${mailbox.url}/api/nothing`)).status).toBe(404);
    expect((await fetch(`${mailbox.url}/`, { method: 'POST' })).status).toBe(404);
  });
});

describe('The mailbox with a folder (item 9)', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('keeps its mail over a restart, and half a line of a killed run costs that line only', async () => {
    const first = await startMailbox({ dataDir: folder });
    await sendTo(first, 'ana@example.org', 'Kept');
    const [kept] = first.messages();
    await first.close();
    await appendFile(join(folder, 'mailbox.jsonl'), '{"message":{"id":');

    const second = await startMailbox({ dataDir: folder });
    expect(second.messages()).toEqual([kept]);
    await second.clear();
    await second.close();
    expect(await readFile(join(folder, 'mailbox.jsonl'), 'utf8')).toBe('');
  });

  it('keeps the newest 2,000 only', async () => {
    const line = (id: number): string => {
      const message = {
        id: String(id),
        to: '',
        from: '',
        subject: '',
        text: '',
        html: '',
        attachments: [],
        receivedAt: '',
        messageId: '',
        headers: {},
      };
      return `${JSON.stringify({ message, raw: '' })}\n`;
    };
    await appendFile(join(folder, 'mailbox.jsonl'), Array.from({ length: 2_100 }, (_, id) => line(id)).join(''));
    const mailbox = await startMailbox({ dataDir: folder });
    expect(mailbox.messages()).toHaveLength(2_000);
    await sendTo(mailbox, 'ana@example.org', 'Newest');
    expect(mailbox.messages()).toHaveLength(2_000);
    expect(mailbox.messages()[0]?.id).toBe('101');
    expect(mailbox.messages().at(-1)?.subject).toBe('Newest');
    await mailbox.close();
  });

  it('starts as a program, says where it listens, and stops cleanly on SIGTERM', async () => {
    const program = spawn(
      process.execPath,
      ['--conditions=source', '--import', '@swc-node/register/esm-register', 'tools/mailbox/main.ts'],
      { env: { ...process.env, NODE_OPTIONS: '', DATA_DIR: folder, MAILBOX_PORT: '', MAILBOX_SMTP_PORT: '0' } },
    );
    const line = await new Promise<string>((resolve) =>
      program.stdout.once('data', (data: Buffer) => resolve(data.toString())),
    );
    expect(line).toMatch(/^mailbox listening on http:\/\/127\.0\.0\.1:\d+ \(smtp 127\.0\.0\.1:\d+\)\n$/);
    expect((await fetch(line.split(' ')[3] ?? '')).status).toBe(200);
    const exit = new Promise((resolve) => program.once('exit', (code) => resolve(code)));
    program.kill('SIGTERM');
    expect(await exit).toBe(0);
  });
});

describe('The pages (item 9)', () => {
  it('show the newest mail first and keep the filter visible', () => {
    const message = (id: string): CaughtMessage => ({
      id,
      to: 'ana@example.org',
      from: 'x',
      subject: id,
      text: '',
      html: '',
      attachments: [],
      receivedAt: '2026-03-02T08:00:00.000Z',
      messageId: '',
      headers: {},
    });
    const page = listPage([message('older'), message('newer')], 'ana@example.org');
    expect(page.indexOf('newer')).toBeLessThan(page.indexOf('older'));
    expect(page).toContain('2 mails to ana@example.org');
    expect(messagePage(message('plain'))).not.toContain('<iframe');
  });
});
