import { pbkdf2 } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { promisify } from 'node:util';
import { publicNames } from './public-names.js';

const work = promisify(pbkdf2);

/** The question of a DNS message and which kind it asks for, without what stands behind it. */
function questionIn(asked: Buffer): { readonly message: Buffer; readonly type: number } {
  let at = 12;
  while (asked[at] !== 0) at += (asked[at] ?? 0) + 1;
  return { message: asked.subarray(0, at + 5), type: asked.readUInt16BE(at + 1) };
}

/** The answer to a question: no such name, or these records. */
function answerTo(asked: Buffer, records: Buffer[] | 'no-such-name'): Buffer {
  const message = Buffer.concat([questionIn(asked).message, ...(records === 'no-such-name' ? [] : records)]);
  message.writeUInt16BE(records === 'no-such-name' ? 0x8183 : 0x8180, 2);
  message.writeUInt16BE(records === 'no-such-name' ? 0 : records.length, 6);
  message.writeUInt32BE(0, 8);
  return message;
}

const record = (type: number, address: readonly number[]) =>
  Buffer.from([0xc0, 0x0c, 0, type, 0, 1, 0, 0, 0, 60, 0, address.length, ...address]);

describe('The addresses of a public name', () => {
  let server: Socket;
  let asks: (asked: Buffer, from: RemoteInfo) => void;
  let resolve: (name: string) => Promise<readonly string[]>;
  const says = (answer: Buffer, { port, address }: RemoteInfo) => server.send(answer, port, address);

  beforeAll(async () => {
    server = createSocket('udp4', (asked, from) => asks(asked, from));
    await new Promise<void>((listening) => server.bind(0, '127.0.0.1', listening));
    resolve = publicNames([`127.0.0.1:${server.address().port}`]);
  });
  afterAll(() => new Promise<void>((closed) => server.close(closed)));

  it('are those of both versions, whichever there are', async () => {
    asks = (asked, from) =>
      says(answerTo(asked, questionIn(asked).type === 1 ? [record(1, [93, 184, 216, 34])] : []), from);
    expect(await resolve('one.example')).toEqual(['93.184.216.34']);
    const six = [0x20, 1, 0x48, 0x60, ...Array<number>(11).fill(0), 1];
    asks = (asked, from) =>
      says(answerTo(asked, questionIn(asked).type === 1 ? [record(1, [127, 0, 0, 1])] : [record(28, six)]), from);
    expect(await resolve('both.example')).toEqual(['127.0.0.1', '2001:4860::1']);
  });

  it('keep nothing else from being done while they are waited for (issue 4, item 7)', async () => {
    const waiting: [Buffer, RemoteInfo][] = [];
    asks = (asked, from) => waiting.push([asked, from]);
    const names = Array.from({ length: 16 }, (_, n) => resolve(`slow-${n}.example`).catch((error: unknown) => error));
    const first = await Promise.race([
      work('a password', 'salt', 1_000, 32, 'sha256').then(() => 'the work'),
      ...names.map((name) => name.then(() => 'a name')),
    ]);
    expect(first).toBe('the work');
    asks = (asked, from) => says(answerTo(asked, 'no-such-name'), from);
    for (const [asked, from] of waiting) asks(asked, from);
    for (const one of await Promise.all(names)) expect(one).toMatchObject({ code: 'ENOTFOUND' });
  });
});
