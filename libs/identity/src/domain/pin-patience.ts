const seconds = 1000;
const minutes = 60 * seconds;

/** So many wrong in a row, and only a code that the coach speaks opens the way again. */
export const mostWrong = 10;

const waits = [1 * seconds, 5 * seconds, 30 * seconds, 30 * seconds];
const longWait = 15 * minutes;

/** How long the next try has to wait after so many wrong in a row, in milliseconds. */
export function waitAfter(wrongInRow: number): number {
  return wrongInRow === 0 ? 0 : (waits[wrongInRow - 1] ?? longWait);
}
