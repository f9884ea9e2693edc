import pg from 'pg';

/** One statement as this process sent it to the database. */
export interface SentStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

type Send = (...words: unknown[]) => unknown;

/** What this process sends to the database while something is done alone, in its order. */
export async function sentWhile(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const sends = Reflect.get(pg.Client.prototype, 'query') as Send;
  const notes = (text: unknown, values: unknown) => {
    if (typeof text !== 'string') throw new Error('A statement was sent in another way than as its text.');
    sent.push({ text, values: Array.isArray(values) ? [...(values as unknown[])] : [] });
  };
  Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...words: unknown[]): unknown {
    notes(words[0], words[1]);
    return sends.apply(this, words);
  });
  try {
    await work();
  } finally {
    Reflect.set(pg.Client.prototype, 'query', sends);
  }
  return sent;
}

/** What is different each time the same is done again. */
export interface Afresh {
  /** The name of a thing that was made: the same name for the same thing. */
  readonly id: (before: string) => string;
  readonly instant: (before: Date) => Date;
  readonly secret: (before: Buffer) => Buffer;
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** A value of a statement, so that the same may be done again. */
export function afresh(value: unknown, how: Afresh): unknown {
  if (value instanceof Date) return how.instant(value);
  if (Buffer.isBuffer(value)) return how.secret(value);
  if (Array.isArray(value)) return value.map((one) => afresh(one, how));
  return typeof value === 'string' ? value.replaceAll(uuids, how.id) : value;
}
