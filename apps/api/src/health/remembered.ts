import { performance } from 'node:perf_hooks';

/** An answer that is asked for anew only after a while, and once for all who wait. */
export class Remembered<T> {
  private known: { readonly at: number; readonly answer: Promise<T> } | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly ask: () => Promise<T>,
  ) {}

  get(): Promise<T> {
    if (!this.known || performance.now() - this.known.at > this.milliseconds)
      this.known = { at: performance.now(), answer: this.ask() };
    return this.known.answer;
  }
}
