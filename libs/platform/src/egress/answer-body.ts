import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { NotFetched } from './not-fetched.js';

/** The body of an answer, unpacked; it is cut off at so many bytes, as they come and as they read. Throws NotFetched. */
export async function readBody(answer: IncomingMessage, mostBytes: number): Promise<Buffer> {
  if (Number(answer.headers['content-length'] ?? 0) > mostBytes) throw new NotFetched('too-large');
  const unpack = unpacking(answer.headers['content-encoding']);
  if (!unpack) return collect(answer, mostBytes);

  let came = 0;
  answer.on('data', (part: Buffer) => {
    came += part.length;
    if (came > mostBytes) unpack.destroy(new NotFetched('too-large'));
  });
  answer.on('error', (error) => unpack.destroy(error));
  return collect(answer.pipe(unpack), mostBytes);
}

function unpacking(encoding = 'identity') {
  switch (encoding.trim().toLowerCase()) {
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    default:
      throw new NotFetched('not-readable');
  }
}

async function collect(stream: Readable, mostBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) throw new NotFetched('too-large');
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}
