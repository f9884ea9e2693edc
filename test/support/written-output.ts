import { afterAll, beforeAll } from '@jest/globals';

/**
 * All that the process writes while a file's stories run. It is to be called before an app is made: pino writes through
 * standard output once that is wrapped, and past it otherwise.
 */
export function useWrittenOutput(): { text(): string; forget(): void } {
  const written: string[] = [];
  const restore: (() => void)[] = [];
  beforeAll(() => {
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write.bind(stream);
      stream.write = (chunk: string | Uint8Array) => {
        written.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
        return true;
      };
      restore.push(() => {
        stream.write = write;
      });
    }
  });
  afterAll(() => restore.forEach((undo) => undo()));
  return { text: () => written.join(''), forget: () => void written.splice(0) };
}
