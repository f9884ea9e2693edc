/**
 * How long asking for a mail with a secret takes, in milliseconds, whatever is found: well beyond what it takes for a known
 * address on a machine with four times as much to do as it can, so that the answer to an unknown one is no sooner.
 */
export const askingTakes = 300;

/**
 * Runs `work` and answers `milliseconds` after the start, or, where it is not over by then, after a whole number of times as
 * many: so that how long it took does not tell what was found, nor a machine with too much to do more than how many steps it
 * is behind. A failure is as slow as a success.
 */
export async function inEvenTime<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const outcome = new Outcome(work);
  do await pause(milliseconds);
  while (!outcome.isKnown);
  return outcome.promise;
}

/** Work under way, and whether it is over. */
class Outcome<T> {
  readonly promise: Promise<T>;
  isKnown = false;

  constructor(work: () => Promise<T>) {
    this.promise = work();
    const known = () => {
      this.isKnown = true;
    };
    // A failure is for whoever awaits the work itself.
    this.promise.then(known, known);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, milliseconds);
  });
}
