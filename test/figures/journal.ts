import { pause } from './mortal-program.js';
import { JournalPeople, type Asked } from './journal-people.js';
import type { JournalWorld } from './journal-world.js';
import type { Mortal, Victim } from './victim.js';

/** How much is done, by how many at once, and what is killed meanwhile, each in its turn. */
export interface Wish {
  readonly operations: number;
  readonly people: number;
  readonly kills: readonly Mortal[];
  readonly seed?: number;
}

/** Everything that was asked and answered, and how often a part really died of SIGKILL. */
export interface Journal {
  readonly asked: readonly Asked[];
  readonly kills: number;
}

const awayMs = 300;

/** People book, pay, move, answer and cancel at random, and keep a journal of it, while parts of the installation are killed. */
export async function keepJournal(
  victim: Victim,
  world: JournalWorld,
  { operations, people, kills, seed = 1 }: Wish,
): Promise<Journal> {
  const crowd = new JournalPeople(victim, world, { people, operations, seed });
  let died = 0;
  const under = crowd.run();
  try {
    for (const [n, part] of kills.entries()) {
      await crowd.untilAnswered(Math.ceil((operations * (n + 1)) / (kills.length + 1)));
      if (await part.kill()) died += 1;
      await pause(awayMs);
      await part.startAgain();
    }
  } finally {
    await under;
    crowd.close();
  }
  return { asked: crowd.asked, kills: died };
}
