import { inEvenTime } from './even-time.js';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work().catch(() => undefined);
  return performance.now() - start;
}

describe('Answering in even time', () => {
  it('takes as long for what is found at once as for what is refused', async () => {
    expect(await timed(() => inEvenTime(30, () => Promise.resolve(1)))).toBeGreaterThanOrEqual(28);
    expect(await timed(() => inEvenTime(30, () => Promise.reject(new Error('no'))))).toBeGreaterThanOrEqual(28);
  });

  it('hands the answer and the failure through', async () => {
    await expect(inEvenTime(1, () => Promise.resolve('yes'))).resolves.toBe('yes');
    await expect(inEvenTime(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
