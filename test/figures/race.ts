import { countBooked, countOverlaps } from './overlaps.js';
import type { Course } from './race-track.js';
import { tracks, type TrackName } from './race-tracks.js';

export interface RaceOutcome {
  readonly rounds: number;
  /** Rounds with no winner or more than one. */
  readonly roundsWithoutOneWinner: number;
  readonly overlaps: number;
  /** Answers that were neither a win nor a 409 with other times, in words. */
  readonly strange: readonly string[];
  /** Wins that the database does not know, or claims without a win. */
  readonly unaccounted: number;
  /** Rounds that took longer than two seconds. */
  readonly storms: number;
  readonly losersMs: readonly number[];
  readonly winnersMs: readonly number[];
  /** How many rounds had each outcome that is counted. */
  readonly outcomes: Readonly<Record<string, number>>;
}

const stormMs = 2000;

/**
 * Round after round, everyone asks at once for one free place in a coach's calendar. The first `warmUp` rounds count like
 * the others but are not timed: a process that has just begun is still being compiled.
 */
export async function race(
  course: Course,
  kind: TrackName,
  { rounds, racers, warmUp = 0 }: { rounds: number; racers: number; warmUp?: number },
): Promise<RaceOutcome> {
  const [, Track] = tracks[kind];
  const track = new Track(course, racers, kind);
  const [winnersMs, losersMs, strange] = [[] as number[], [] as number[], [] as string[]];
  let [odd, stand, storms] = [0, 0, 0];
  const outcomes: Record<string, number> = {};
  try {
    await track.prepare();
    stand = track.before;
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      const { winners, more = winners, won, lost, strange: neither, outcome } = await track.run(round);
      stand += more;
      strange.push(...neither);
      if (winners !== 1) odd += 1;
      if (outcome !== undefined) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (round < warmUp) continue;
      if (performance.now() - began > stormMs) storms += 1;
      winnersMs.push(...won.map(({ milliseconds }) => milliseconds));
      losersMs.push(...lost.map(({ milliseconds }) => milliseconds));
    }
  } finally {
    await track.close();
  }
  const { claims, appointments } = await countBooked(course.adminUrl, track.practiceId);
  return {
    ...{ rounds, roundsWithoutOneWinner: odd, strange, storms, losersMs, winnersMs, outcomes },
    overlaps: await countOverlaps(course.adminUrl, track.practiceId),
    unaccounted: Math.abs(claims - stand * track.claimsEach) + Math.abs(appointments - stand),
  };
}
