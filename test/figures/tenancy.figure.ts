import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import setUpServer from '../support/global-setup.mjs';
import tearDownServer from '../support/global-teardown.mjs';
import { TestApp } from '../support/test-app.js';
import { exactly, measure, moreThan, told, type Figure } from './figure.js';
import { clientsSeenFromOutside } from './row-probe.js';
import { TenancyWorld } from './tenancy-world.js';
import { forgottenEntries, walk } from './tenancy.js';

/** P4: no practice, client or partner sees another's data, through any operation there is. */
await measure(async (say) => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-figure-'));
  await setUpServer();
  const app = new TestApp();
  try {
    await app.start({ TEST_CLOCK: 'on', CLOCK_FILE: join(folder, 'clock.json') });
    const world = new TenancyWorld(app);
    await world.build();
    const forgotten = await forgottenEntries(world);
    const walked = await walk(world);
    const unseen = await clientsSeenFromOutside(world);
    for (const line of [...walked.leaks, ...walked.otherAnswers, ...walked.tellsApart, ...walked.faults, ...forgotten])
      say(line);
    const figures: Figure[] = [
      exactly('tenancy.leaks', walked.leaks.length, 'answers to strangers with anything of another practice', 0),
      exactly('tenancy.other-answers', walked.otherAnswers.length, 'answers to strangers that should be 404', 0),
      exactly(
        'tenancy.told-apart',
        walked.tellsApart.length,
        'refusals that read otherwise than for an id that is nowhere',
        0,
      ),
      exactly('tenancy.walked', (100 * walked.walked) / walked.inDocument, '% of the operations in the document', 100),
      told('tenancy.operations', walked.inDocument, 'operations in the document'),
      told('tenancy.attempts', walked.attempts, 'requests by strangers'),
      exactly('tenancy.forgotten-entries', forgotten.length, 'entries without an operation', 0),
      exactly('tenancy.rows-without-where', unseen, "of A's clients, read by the app's role in B without WHERE", 0),
    ];
    say('The same with the policies of one table off');
    await app.sql('ALTER TABLE clients DISABLE ROW LEVEL SECURITY');
    const open = await walk(world, { only: ({ path }) => path.startsWith('/api/v1/admin/clients') });
    return [
      ...figures,
      moreThan('tenancy.control.leaks', open.leaks.length, 'answers to strangers with the policies of clients off', 0),
      moreThan('tenancy.control.rows-without-where', await clientsSeenFromOutside(world), 'rows, the same way', 0),
    ];
  } finally {
    await app.stop();
    await tearDownServer();
    rmSync(folder, { recursive: true, force: true });
  }
});
