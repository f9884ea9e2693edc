import { EgressClient, NotFetched, notFetchedBecause, type FetchLimits, type NotFetchedCode } from '#platform';
import { readInSlices } from './busy-reader.js';
import { busyFaults } from './domain/feed-faults.js';
import { NoBusyTime, type BusyFault, type BusyRead } from './domain/ics-busy.js';
import type { Interval } from './domain/interval.js';

/** Why a look at another calendar brought nothing, or not all. */
export type FeedFault = NotFetchedCode | BusyFault;

/** What a look brought: busy time, or none and why. */
export interface Seen {
  readonly read: BusyRead | null;
  readonly fault: FeedFault | null;
}

const limits: Omit<FetchLimits, 'withinMs'> = {
  mostBytes: 8 * 1024 * 1024,
  // As calendars are served, by those who know and by those who do not.
  contentTypes: ['text/calendar', 'text/plain', 'text/x-vcalendar', 'application/ics', 'application/octet-stream'],
};
const mostEntries = 20_000;
const mostOccurrences = 10_000;

/** Looks at another calendar once. What went wrong outside is not thrown: it is for the coach to read. */
export async function look(
  egress: EgressClient,
  { address, timeZone, range }: { readonly address: string; readonly timeZone: string; readonly range: Interval },
  withinMs: number,
): Promise<Seen> {
  try {
    const { body } = await egress.get(address, { ...limits, withinMs });
    const asked = { timeZone, range, mostEntries, mostOccurrences };
    const read = await readInSlices(new TextDecoder().decode(body), asked);
    return { read, fault: [...read.faults][0] ?? null };
  } catch (error) {
    if (error instanceof NotFetched) return { read: null, fault: error.code };
    if (error instanceof NoBusyTime) return { read: null, fault: error.fault };
    throw error;
  }
}

const sentences: ReadonlyMap<string, string> = new Map(Object.entries({ ...notFetchedBecause, ...busyFaults }));

/** A fault as its coach reads it. */
export const faultText = (code: string): string => sentences.get(code) ?? 'This calendar could not be read.';
