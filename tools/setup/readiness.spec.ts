import { waitUntilReady, type Readiness } from './readiness.mjs';

const green: Readiness = { status: 200, degraded: [] };
const without = (...names: string[]): Readiness => ({
  status: 200,
  degraded: names.map((name) => ({ name, detail: `There is no ${name}.` })),
});
const soon = { milliseconds: 400, patience: 150 };

/** Answers one after the other, the last one for ever. */
function told(...answers: Readiness[]) {
  let asked = 0;
  return async () => answers[Math.min(asked++, answers.length - 1)]!;
}

describe('Waiting for an installation to be ready (item 3)', () => {
  it('ends as soon as nothing is missing', async () => {
    const silent: Readiness = { status: 0, degraded: [], trouble: 'nobody answers' };
    expect(await waitUntilReady('x', { ...soon, ask: told(silent, without('worker', 'mail'), green) })).toEqual([]);
  });

  it('goes on with a sentence where only something beside the API is missing, though not at once', async () => {
    const before = performance.now();
    const warnings = await waitUntilReady('x', { ...soon, ask: told(without('payments')) });
    expect(performance.now() - before).toBeGreaterThan(soon.patience - 20);
    expect(performance.now() - before).toBeLessThan(soon.milliseconds);
    expect(warnings).toEqual([
      'Rapport runs without payments for now. There is no payments. It is used once it answers.',
    ]);
  });

  it('waits as long as it may for what it started itself, and goes on without it then', async () => {
    const before = performance.now();
    const warnings = await waitUntilReady('x', { ...soon, ask: told(without('payments', 'worker')) });
    expect(performance.now() - before).toBeGreaterThan(soon.milliseconds - 20);
    expect(warnings).toHaveLength(2);
  });

  it('gives up in a sentence where the API itself cannot serve', async () => {
    const ask = told({ status: 503, degraded: [{ name: 'database', detail: 'The database does not answer.' }] });
    await expect(waitUntilReady('x', { ...soon, ask })).rejects.toThrow(
      'Rapport did not become ready in 0.4 seconds (database: The database does not answer.)',
    );
  });
});
