import { performance } from 'node:perf_hooks';

/** An answer that is asked for anew only after a while, and once for all who wait. */
export class Remembered<T> {
  private known: { readonly until: number; readonly answer: Promise<T> } | undefined;

  /** `milliseconds` says for how long an answer is good enough; one that tells of trouble should be so only briefly. */
  constructor(
    private readonly ask: () => Promise<T>,
    private readonly milliseconds: (answer: T) => number,
  ) {}

  get(): Promise<T> {
    if (!this.known || performance.now() > this.known.until) this.known = this.begin();
    return this.known.answer;
  }

  private begin(): { until: number; answer: Promise<T> } {
    const asked = { until: Infinity, answer: this.ask() };
    asked.answer.then(
      (answer) => (asked.until = performance.now() + this.milliseconds(answer)),
      () => (asked.until = 0), // Whoever waits gets the failure itself; the next asks anew.
    );
    return asked;
  }
}
