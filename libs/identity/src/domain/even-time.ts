/**
 * How long asking for a mail with a secret takes, in milliseconds, whatever is found: well beyond what it takes for a known
 * address on a machine with four times as much to do as it can, so that the answer to an unknown one is no sooner.
 */
export const askingTakes = 300;

/**
 * Runs `work` and answers no sooner than `milliseconds` after the start, so that how long it took does not tell what
 * was found. A failure is as slow as a success.
 */
export async function inEvenTime<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work(), pause(milliseconds)]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, milliseconds);
  });
}
