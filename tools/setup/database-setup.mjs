import { inRoot, ROOT } from './paths.mjs';
import { run } from './processes.mjs';
import { Sentence } from './sentence.mjs';

/**
 * Makes roles, databases and tables through the built setup program, which alone gets the owner's address.
 * Answers { databaseUrl, keyDatabaseUrl, empty }, where `empty` says that no practice is there yet.
 */
export async function setUpDatabases(env) {
  const { code, output } = await run(process.execPath, [inRoot('dist/tools/setup/database.js'), '--addresses'], {
    cwd: ROOT,
    env,
    capture: true,
  });
  if (code !== 0) throw new Sentence(`The database could not be set up:\n${output.trim()}`);
  return readDatabases(output);
}

/** The one JSON line that the setup program prints, found among whatever else it said. */
export function readDatabases(output) {
  const line = output
    .split('\n')
    .reverse()
    .find((text) => text.startsWith('{') && text.includes('"databaseUrl"'));
  if (line === undefined) throw new Error(`The setup of the database printed no addresses:\n${output.trim()}`);
  return JSON.parse(line);
}
