import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';

const Offset = z.object({ offsetMilliseconds: z.number() });

/** The shared clock: real time, moved by the offset in a file that others write. Without the file it is real time. */
export function clockFrom(path: string): () => Date {
  let offset = 0;
  let read = -1;
  return () => {
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (changed === undefined) [offset, read] = [0, -1];
    else if (changed !== read) {
      offset = Offset.parse(JSON.parse(readFileSync(path, 'utf8'))).offsetMilliseconds;
      read = changed;
    }
    return new Date(new Date().getTime() + offset);
  };
}
