import { setImmediate as nextTurn } from 'node:timers/promises';
import { NoBusyTime, readBusy, type BusyAsked, type BusyRead } from './domain/ics-busy.js';

/** So long at once, then everybody else has their turn. */
const sliceMs = 5;
/** So long in all: no calendar of a person takes it. */
const mostMs = 1_500;

let reading: Promise<unknown> = Promise.resolve();

/**
 * Reads a calendar file in slices between which everything else goes on, one file at a time in the whole process, and gives
 * up on one that takes too long. Throws NoBusyTime.
 */
export function readInSlices(text: string, asked: BusyAsked): Promise<BusyRead> {
  const mine = reading.then(() => read(text, asked));
  reading = mine.catch(() => undefined); // whoever asked hears of it
  return mine;
}

async function read(text: string, asked: BusyAsked): Promise<BusyRead> {
  const steps = readBusy(text, asked);
  for (let used = 0; used < mostMs;) {
    const began = performance.now();
    const end = began + sliceMs;
    // The clock is looked at after every step: what one step costs is for whoever wrote the file.
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < end);
    used += performance.now() - began;
    await nextTurn();
  }
  throw new NoBusyTime('too-much');
}
