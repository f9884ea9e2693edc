import { Turns } from './turns.js';

describe('Taking turns', () => {
  it('lets no more run at once than allowed, and everybody in the end', async () => {
    const turns = new Turns(2);
    let running = 0;
    let most = 0;
    const done = await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        turns.take(async () => {
          most = Math.max(most, (running += 1));
          await new Promise((go) => setTimeout(go, 2));
          running -= 1;
          return n;
        }),
      ),
    );
    expect(done).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it('gives the turn back when the work fails', async () => {
    const turns = new Turns(1);
    await expect(turns.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(turns.take(() => Promise.resolve('yes'))).resolves.toBe('yes');
  });
});
