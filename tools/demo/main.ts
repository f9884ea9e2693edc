import { BadConfig, readConfig } from '#platform';
import { plantFirstPractice } from './first-practice.js';
import { wordsOf } from './opening.js';

/**
 * Fills an empty database and prints what it made as one JSON line. `DEMO=true` makes the demo practice; without it,
 * RAPPORT_OWNER_EMAIL makes a first practice with its owner and a key. Runs before the worker.
 */
async function main(): Promise<void> {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  // Standard output is for the one line.
  const config = readConfig({ ...given, LOG_LEVEL: 'silent' });
  const planted = await plantFirstPractice(config, {
    demo: config.DEMO,
    ownerEmail: given['RAPPORT_OWNER_EMAIL'],
    ownerPassword: given['RAPPORT_OWNER_PASSWORD'],
    apiKey: given['RAPPORT_API_KEY'],
  });
  process.stdout.write(`${JSON.stringify(planted)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof BadConfig ? error.message : wordsOf(error)}\n`);
  process.exitCode = 1;
});
