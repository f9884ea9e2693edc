import { Remembered } from './remembered.js';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a remembered answer', () => {
  it('is asked for once by all who wait, and by nobody while it is good', async () => {
    let asked = 0;
    const remembered = new Remembered(
      async () => ++asked,
      () => 60_000,
    );
    expect(await Promise.all([remembered.get(), remembered.get()])).toEqual([1, 1]);
    expect(await remembered.get()).toBe(1);
  });

  it('is asked for again when it has aged', async () => {
    let asked = 0;
    const remembered = new Remembered(
      async () => ++asked,
      () => 1,
    );
    expect(await remembered.get()).toBe(1);
    await pause(10);
    expect(await remembered.get()).toBe(2);
  });

  it('is forgotten at once when asking failed', async () => {
    let asked = 0;
    const remembered = new Remembered<number>(
      () => (++asked === 1 ? Promise.reject(new Error('no')) : Promise.resolve(asked)),
      () => 1000,
    );
    await expect(remembered.get()).rejects.toThrow('no');
    expect(await remembered.get()).toBe(2);
  });
});
