const seconds = 1000;
const minutes = 60 * seconds;

/** So many wrong in a row, and only a code that the coach speaks opens the way again. */
export const mostWrong = 10;

const waits = [1 * seconds, 5 * seconds, 30 * seconds, 30 * seconds];
const longWait = 15 * minutes;

/** How long the next try of a PIN or a spoken code has to wait after so many wrong in a row, in milliseconds. */
export function waitAfter(wrongInRow: number): number {
  return wrongInRow === 0 ? 0 : (waits[wrongInRow - 1] ?? longWait);
}

/** How many whole seconds are left until the next try; 0 where it may be now. */
export function secondsToWait(notBefore: Date | null, now: Date): number {
  return notBefore === null ? 0 : Math.max(0, Math.ceil((notBefore.getTime() - now.getTime()) / seconds));
}
