import setUpServer from '../support/global-setup.mjs';
import tearDownServer from '../support/global-teardown.mjs';
import { startRedis } from '../support/redis.js';
import { freePort } from '../../tools/setup/ports.mjs';
import { TestApp } from '../support/test-app.js';
import { atMost, exactly, measure, moreThan, told, type Figure } from './figure.js';
import { ordeal, type Ordeal, type OrdealOutcome } from './queue-kill.js';

async function suffered(redisUrl: string, wish: Ordeal): Promise<OrdealOutcome> {
  const app = new TestApp();
  try {
    await app.start({ REDIS_URL: redisUrl });
    return await ordeal(app, wish);
  } finally {
    await app.stop();
  }
}

function figuresOf(name: string, outcome: OrdealOutcome): Figure[] {
  return [
    exactly(`${name}.kills`, outcome.kills, 'SIGKILLs of the worker in the middle of its work', 8),
    moreThan(`${name}.wiped`, outcome.wiped, 'rows that were in the queue when it was wiped', 0),
    exactly(`${name}.lost`, outcome.lost, 'jobs, with all that follows from them', 0),
    atMost(`${name}.queued-again`, outcome.queuedAgainSeconds, 's from the wiped queue until all is queued again', 60),
    exactly(`${name}.done-twice`, outcome.doneTwice, 'refunds, tasks and unflagged mails', 0),
    told(`${name}.queued-twice`, outcome.queuedTwice, 'rows that went to the queue more than once'),
    told(`${name}.seconds`, outcome.seconds, 's'),
  ];
}

/** P5: what was acknowledged is done, whatever becomes of the worker and of the queue. */
await measure(async (say) => {
  await setUpServer();
  const redis = await startRedis(await freePort());
  try {
    say('60 jobs through PostgreSQL: 8 kills, and the queue wiped');
    const onPostgres = await suffered('', { jobs: 60, kills: 8 });
    say('The same through Redis');
    const onRedis = await suffered(redis.url, { jobs: 60, kills: 8 });
    say('The same in small, and what was queued once is not queued again');
    const unguarded = await suffered(redis.url, { jobs: 20, kills: 2, inSmall: true, queuedOnlyOnce: true });
    return [
      ...figuresOf('queue-kill.postgres', onPostgres),
      ...figuresOf('queue-kill.redis', onRedis),
      moreThan('queue-kill.control.lost', unguarded.lost, 'jobs, the relay queues each once', 0),
    ];
  } finally {
    await redis.stop();
    await tearDownServer();
  }
});
