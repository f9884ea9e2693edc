import { pause } from './mortal-program.js';
import { asAdmin } from './overlaps.js';

const second = 1000;

/** A number that is to become 0: what it is once it is 0, or has not moved for so long. */
export async function settled(read: () => Promise<number>, milliseconds: number): Promise<number> {
  let value = await read();
  let movedAt = performance.now();
  while (value !== 0 && performance.now() - movedAt < milliseconds) {
    await pause(100);
    const now = await read();
    if (now !== value) [value, movedAt] = [now, performance.now()];
  }
  return value;
}

/** Work that is due and that the worker has not done, although it was given the time for every pause. */
export async function workLeft(adminUrl: string, patience = 70 * second): Promise<number> {
  const left = () =>
    asAdmin(adminUrl, async (admin) => {
      const due = 'SELECT count(*)::int AS n FROM outbox WHERE done_at IS NULL AND due_at <= now()';
      return (await admin.query<{ n: number }>(due)).rows[0]!.n;
    });
  return settled(left, patience);
}
