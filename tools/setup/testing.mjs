import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './building.mjs';
import { checkTools, runChecks, summary } from './checking.mjs';
import { closingLine, countChecks, countJest, total } from './counting.mjs';
import { installPackages } from './install.mjs';
import { OLDEST_POSTGRES, ON_BOTH, withOldestPostgres } from './other-postgres.mjs';
import { ROOT } from './paths.mjs';
import { run } from './processes.mjs';
import { Progress } from './progress.mjs';
import { reportFailure } from './sentence.mjs';
import { installSystemPackages } from './system-packages.mjs';

/**
 * The specs of scheduling run where the machine's own clock is half an hour off and jumps twice a year: what takes the
 * machine's zone for the practice's goes wrong there, and not in UTC. Stories and journeys run it in UTC.
 */
const ELSEWHERE = 'America/St_Johns';
const SCHEDULING = 'libs/scheduling/';

/** Ending by a signal as by `exit` lets every program that was started be stopped; a database runs in its own group. */
const STOPPED = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Many tests wait for a browser or a database most of their time: two at once leave a third of two cores idle. */
const AT_ONCE = '--maxWorkers=3';

/** A worker keeps something of every file it ran; beginning it anew is cheaper than collecting a gigabyte of garbage. */
const FRESH = '--workerIdleMemoryLimit=700MB';

/** The whole of `npm test`: installs what it needs, checks and runs every test, and closes with the count. */
export async function test() {
  const progress = new Progress();
  for (const [signal, code] of Object.entries(STOPPED)) process.once(signal, () => process.exit(code));
  const sum = await orFailure(async () => {
    await installPackages(progress);
    await installSystemPackages(progress);
    const lanes = [checkAndTestElsewhere, buildAndTest].map((lane) => orFailure(() => lane(progress)));
    return total(await Promise.all(lanes));
  });
  if (sum.failed > 0) process.exitCode = 1;
  process.stdout.write(`${closingLine(sum)}\n`);
}

/** What needs no database, one after the other, beside the tests that wait for one. */
async function checkAndTestElsewhere(progress) {
  const results = await progress.step('Checking (lint, format, types, import rules)', () => runChecks(checkTools(), 1));
  console.log(summary(results));
  const args = ['--selectProjects', 'unit', '--runInBand', '--testPathPatterns', SCHEDULING];
  const elsewhere = await progress.step(`Testing scheduling with TZ=${ELSEWHERE}`, () =>
    jest({ args, timeZone: ELSEWHERE }),
  );
  return total([countChecks(results), elsewhere]);
}

async function buildAndTest(progress) {
  await build(progress);
  const args = [AT_ONCE, FRESH, '--forceExit', '--testPathIgnorePatterns', '/node_modules/', `/${SCHEDULING}`];
  const everythingElse = await progress.step('Testing', () => jest({ args, timeZone: 'UTC' }));
  return total([everythingElse, await orFailure(() => testOnOldestPostgres(progress))]);
}

/** The stories that must hold whatever the database, once more on the oldest one; a server that fails is a failure. */
async function testOnOldestPostgres(progress) {
  const args = ['--selectProjects', 'stories', AT_ONCE, '--forceExit'];
  const files = ['--testPathPatterns', `/stories/(${ON_BOTH.join('|')})\\.story\\.ts$`];
  const told = ({ ownerUrl, logFile }) =>
    progress.step(`Testing the path, the queue and privacy on PostgreSQL ${OLDEST_POSTGRES}`, () =>
      jest({
        args: [...args, ...files],
        timeZone: 'UTC',
        more: { TEST_DATABASE_URL: ownerUrl, TEST_DATABASE_LOG: logFile, TEST_POSTGRES: String(OLDEST_POSTGRES) },
      }),
    );
  return (await withOldestPostgres(progress, told)) ?? { passed: 0, failed: 0 };
}

/** The count of some work, or one failure that was told of where it could not be done. */
async function orFailure(work) {
  try {
    return await work();
  } catch (error) {
    reportFailure(error);
    return { passed: 0, failed: 1 };
  }
}

async function jest({ args, timeZone, more = {} }) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-jest-'));
  const outputFile = join(folder, 'report.json');
  const options = [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '--json',
    '--outputFile',
    outputFile,
  ];
  const ours = { TZ: timeZone, NODE_ENV: 'test', NODE_OPTIONS: nodeOptions(process.env.NODE_OPTIONS) };
  const env = { ...process.env, ...ours, ...more };
  try {
    // With --json Jest prints its report on standard output as well, so only its standard error is shown.
    const { code } = await run(process.execPath, [...options, ...args], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return countJest(existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')) : undefined, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Jest's workers are processes of their own and read the flags from the environment. */
function nodeOptions(given = '') {
  return `${given} --experimental-vm-modules --no-warnings`.trim();
}
