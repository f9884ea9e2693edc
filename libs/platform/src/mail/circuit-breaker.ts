/** When a server is left alone, and for how long. Times are in milliseconds. */
export interface CircuitOptions {
  /** So many failures in a row open the circuit. */
  readonly failures: number;
  /** The first rest; each probe that fails doubles it. */
  readonly firstRestMs: number;
  readonly longestRestMs: number;
  /** A clock that only ever goes forward: the machine's, never business time. */
  readonly now: () => number;
}

/**
 * Leaves a server alone that fails again and again: after some failures in a row nothing goes to it for a rest, then one
 * attempt at a time as a probe. One attempt that the server answers closes the circuit.
 */
export class CircuitBreaker {
  #inARow = 0;
  #restMs: number;
  #open: { since: Date; restsUntil: number } | undefined;
  #probing = false;

  constructor(private readonly options: CircuitOptions) {
    this.#restMs = options.firstRestMs;
  }

  /** Since when nothing goes through, by the machine's own time; null while all is well. */
  get openSince(): Date | null {
    return this.#open?.since ?? null;
  }

  /** Whether an attempt begun now would be turned away. */
  get isShut(): boolean {
    return this.#open !== undefined && (this.#probing || this.options.now() < this.#open.restsUntil);
  }

  /** Whether the rest is over and nobody probes yet. */
  get wantsProbe(): boolean {
    return this.#open !== undefined && !this.isShut;
  }

  /** Begins an attempt: what to tell of its end, or null where it may not go. An end is told once. */
  enter(): ((end: 'answered' | 'failed' | 'undecided') => void) | null {
    if (this.isShut) return null;
    const probe = this.#open !== undefined;
    if (probe) this.#probing = true;
    let told = false;
    return (end) => {
      if (told) return;
      told = true;
      if (probe) this.#probing = false;
      if (end === 'answered') this.#close();
      else if (end === 'failed') this.#fail(probe);
    };
  }

  #close(): void {
    this.#inARow = 0;
    this.#restMs = this.options.firstRestMs;
    this.#open = undefined;
  }

  #fail(probe: boolean): void {
    this.#inARow += 1;
    if (this.#open) {
      // Attempts that began before it opened and fail now tell nothing new.
      if (!probe) return;
      this.#restMs = Math.min(this.options.longestRestMs, this.#restMs * 2);
      this.#open.restsUntil = this.options.now() + this.#restMs;
    } else if (this.#inARow >= this.options.failures)
      this.#open = { since: new Date(), restsUntil: this.options.now() + this.#restMs };
  }
}
