import { jest } from '@jest/globals';
import { inEvenTime } from './even-time.js';

describe('Answering in even time', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** When an answer leaves, in milliseconds from the asking, to steps of 300 for work that takes so long. */
  async function leaves(takes: number, fails = false): Promise<number> {
    const asked = performance.now();
    const work = () =>
      new Promise<void>((done, failed) => {
        setTimeout(() => (fails ? failed(new Error('no')) : done()), takes);
      });
    const answered = inEvenTime(300, work).then(
      () => performance.now() - asked,
      () => performance.now() - asked,
    );
    await jest.advanceTimersByTimeAsync(3000);
    return answered;
  }

  it('takes as long for what is found at once as for what takes almost all of it, and for what is refused', async () => {
    expect(await leaves(0)).toBe(300);
    expect(await leaves(290)).toBe(300);
    expect(await leaves(20, true)).toBe(300);
  });

  it('takes whole steps where that is not enough: beyond the first, work of 310 and of 590 milliseconds looks alike, and a failure does too', async () => {
    expect(await leaves(310)).toBe(600);
    expect(await leaves(590)).toBe(600);
    expect(await leaves(310, true)).toBe(600);
    expect(await leaves(610)).toBe(900);
  });

  it('hands the answer and the failure through', async () => {
    jest.useRealTimers();
    await expect(inEvenTime(1, () => Promise.resolve('yes'))).resolves.toBe('yes');
    await expect(inEvenTime(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
