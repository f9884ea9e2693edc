import { join } from 'node:path';
import { build } from './building.mjs';
import { choosePorts, keepSecrets, lockDataFolder, openDataFolder, publishUrls, withdrawUrls } from './data-folder.mjs';
import { setUpDatabases } from './database-setup.mjs';
import { startPostgres } from './embedded-postgres.mjs';
import { installPackages } from './install.mjs';
import { howOf, KeptProgram } from './kept-program.mjs';
import { inRoot, ROOT } from './paths.mjs';
import { requirePort } from './ports.mjs';
import { run } from './processes.mjs';
import { lastLines, Program } from './program.mjs';
import { BREAKER, programsOf } from './programs.mjs';
import { Progress } from './progress.mjs';
import { waitUntilReady } from './readiness.mjs';
import { Sentence } from './sentence.mjs';
import { childEnvironment, readSettings } from './settings.mjs';
import { Stop } from './stop.mjs';
import { urlsOf, welcome } from './welcome.mjs';

/**
 * The whole of `npm start`: from a fresh checkout to printed addresses that answer, and then until it is told to stop.
 * Whatever ends it, everything that it started is stopped, in the reverse of the order in which it is needed.
 */
export async function start(environment) {
  const progress = new Progress();
  const settings = readSettings(environment, ROOT);
  openDataFolder(settings.dataDir);
  const unlock = lockDataFolder(settings.dataDir);
  const stop = new Stop(environment);
  const running = [];
  try {
    const ready = await stop.unlessAsked(bringUp(settings, running, progress, stop));
    if (ready === undefined) return;
    publishUrls(settings.dataDir, ready.urls);
    console.log(welcome(ready, settings, progress));
    const dead = await stop.unlessAsked(
      Promise.race(running.map(({ name, part }) => part.ended.then((end) => ({ name, part, end })))),
    );
    if (dead !== undefined) throw diedSentence(dead);
  } finally {
    withdrawUrls(settings.dataDir);
    await stopAll(running, progress);
    unlock();
  }
}

/** Brings everything up, in order, noting in `running` what is to be stopped later. Answers { urls, secrets, env }. */
async function bringUp(settings, running, progress, stop) {
  const { dataDir } = settings;
  withdrawUrls(dataDir);
  await requirePort('PORT', settings.port);
  const ports = await choosePorts(dataDir, settings.env);
  await installPackages(progress);
  await build(progress);
  stop.refuseMore();

  const secrets = keepSecrets(dataDir);
  const clockFile = settings.testClock ? join(dataDir, 'clock.json') : undefined;
  const owner = await ownerAddress(settings, running, progress);
  stop.refuseMore();
  const noDatabases = { databaseUrl: settings.env.DATABASE_URL, keyDatabaseUrl: undefined };
  const base = childEnvironment({ settings, secrets, databases: noDatabases, ports, clockFile });
  const databases = await progress.step('Setting up the database', () =>
    setUpDatabases(withoutUndefined({ ...base, MIGRATION_DATABASE_URL: owner })),
  );
  const env = withoutUndefined(childEnvironment({ settings, secrets, databases, ports, clockFile }));
  stop.refuseMore();

  const begin = ({ name, file, sees, isKept, talks, extra }) => {
    const own = Object.fromEntries(Object.entries({ ...env, ...extra }).filter(([variable]) => sees(variable)));
    const options = { name, file, env: own, dataDir, talks };
    const part = isKept ? new KeptProgram(options, { say: (text) => progress.say(text) }) : new Program(options);
    running.push({ name, part });
  };
  const died = () =>
    Promise.race(
      running.map(({ name, part }) => part.ended.then((end) => Promise.reject(diedSentence({ name, part, end })))),
    );
  const programs = programsOf(settings, ports);
  programs.filter(({ name }) => name !== 'worker').forEach(begin);
  // Before the worker, which would do the demo's past work at today's time.
  if (databases.empty !== false && (settings.demo || settings.env.RAPPORT_OWNER_EMAIL !== undefined))
    await Promise.race([seed(env, progress), died()]);
  stop.refuseMore();
  programs.filter(({ name }) => name === 'worker').forEach(begin);
  const readyz = `http://localhost:${settings.port}/readyz`;
  const warnings = await Promise.race([progress.step('Starting', () => waitUntilReady(readyz)), died()]);
  warnings.forEach((warning) => progress.say(warning));
  // What dies from now on has worked: it is brought back, and nobody needs to be there.
  const kept = running.filter(({ part }) => part instanceof KeptProgram);
  kept.forEach(({ part }) => part.keep());
  letWorkerBeKilled(running);
  return { urls: urlsOf(settings, ports), env };
}

/** The address of a database user that may make roles: the one given, or the superuser of a PostgreSQL started here. */
async function ownerAddress(settings, running, progress) {
  const given = settings.env.MIGRATION_DATABASE_URL ?? settings.env.DATABASE_URL;
  if (given !== undefined) return given;
  const postgres = await progress.step('Starting PostgreSQL', () =>
    startPostgres({ dataDir: settings.dataDir, takeOver: true, progress }),
  );
  running.push({
    name: 'postgres',
    part: { ended: postgres.exited, stop: postgres.stop, logFile: join(settings.dataDir, 'logs/postgres.log') },
  });
  return postgres.ownerUrl;
}

/** What breaks things in a demo hears which process the worker is, and may have it killed. Nothing else may. */
function letWorkerBeKilled(running) {
  const { part: breaker } = running.find(({ name }) => name === BREAKER) ?? {};
  const { part: worker } = running.find(({ name }) => name === 'worker') ?? {};
  if (breaker === undefined || worker === undefined) return;
  const tell = () => (breaker.child.connected ? breaker.child.send({ worker: worker.pid }) : undefined);
  worker.onChange(tell);
  tell();
  breaker.child.on('message', ({ kill }) => (kill === 'worker' ? worker.kill() : undefined));
}

async function seed(env, progress) {
  await progress.step('Filling the demo practice', async () => {
    const { code, output } = await run(process.execPath, [inRoot('dist/tools/demo/main.js')], {
      cwd: ROOT,
      env,
      capture: true,
    });
    if (code !== 0) throw new Sentence(`The demo practice could not be made:\n${output.trim()}`);
  });
}

async function stopAll(running, progress) {
  progress.say('Stopping');
  for (const { name, part } of running.toReversed()) {
    const inTime = await part.stop(name === 'worker' || name === 'api' ? 17_000 : 5_000);
    if (inTime === false) progress.say(`${name} did not stop in time and was ended`);
  }
  progress.say('Stopped.');
}

function diedSentence({ name, part, end }) {
  const last = lastLines(part.logFile);
  return new Sentence(`${name} ended ${howOf(end)}, so everything was stopped. The end of ${part.logFile}:\n${last}`);
}

function withoutUndefined(env) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}
