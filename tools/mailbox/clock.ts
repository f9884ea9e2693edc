import { clockFrom } from '../stripe-simulator/clock-file.js';

/** The clock the installation reads: moved by a test where `CLOCK_FILE` names the file that says by how much. */
export function clockOf({ CLOCK_FILE }: NodeJS.ProcessEnv): () => Date {
  return CLOCK_FILE ? clockFrom(CLOCK_FILE) : () => new Date();
}
