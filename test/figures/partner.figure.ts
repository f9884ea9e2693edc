import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import setUpServer from '../support/global-setup.mjs';
import tearDownServer from '../support/global-teardown.mjs';
import { TestApp } from '../support/test-app.js';
import { exactly, measure, moreThan, told } from './figure.js';
import { PartnerWorld } from './partner-world.js';
import { CuriousPartner, withoutAudiences } from './partner.js';
import { forgottenEntries, walk } from './tenancy.js';

/** P4 within a couple: of everything that is one's alone, the other sees nothing, whatever they ask and however they come. */
await measure(async (say) => {
  await setUpServer();
  const folder = mkdtempSync(join(tmpdir(), 'rapport-figure-'));
  const app = new TestApp();
  const other = new TestApp();
  try {
    await app.start();
    const partner = new CuriousPartner(app);
    await partner.prepare();
    say('All that the partner reads, before and after the other acts alone');
    const noticed = await partner.notices(() => partner.couple.anaActs());
    const noticedOfBoth = await partner.notices(() => partner.couple.coachActs());
    say('Every operation and page as the partner');
    const walked = await partner.walk();
    const people = await partner.namesPeople();
    const mails = await partner.mails();
    const rows = await partner.rows();
    const named = await partner.named();
    const formFaults = await partner.formFaults([...walked.formsTaken, ...named.formsTaken]);
    const seen = [...walked.leaks, ...mails.leaks, ...rows, ...named.leaks];
    for (const line of [...seen, ...walked.tellsApart, ...people, ...noticed, ...formFaults]) say(line);

    say('Every operation as its owner, and the same request as the partner');
    await other.start({ TEST_CLOCK: 'on', CLOCK_FILE: join(folder, 'clock.json') });
    const world = new PartnerWorld(other);
    await world.build();
    const requests = await walk(world, { strangers: () => world.partners });
    const forgotten = await forgottenEntries(world);
    const { leaks, otherAnswers, tellsApart, faults } = requests;
    for (const line of [...leaks, ...otherAnswers, ...tellsApart, ...faults, ...forgotten]) say(line);

    say('The same with the restrictive policies taken off');
    await withoutAudiences(app);
    const openRows = await partner.rows();
    const open = await partner.walk(({ method, path }) => method === 'GET' && /^\/(me|api\/v1\/portal)/.test(path));
    await withoutAudiences(other);
    const openRequests = await walk(world, {
      only: ({ method, path }) => method === 'GET' && path.startsWith('/api/v1/portal/'),
      strangers: () => world.partners,
    });
    return [
      exactly('partner.seen', seen.length, 'planted things seen: operations, pages, mails, files, rows', 0),
      exactly(
        'partner.leaks',
        leaks.length,
        "answers with what is the other's, to requests that its owner is served",
        0,
      ),
      exactly(
        'partner.other-answers',
        otherAnswers.length,
        'answers to the partner that are none of these and not the refusal they have to be',
        0,
      ),
      exactly('partner.forms-forgotten', formFaults.length, 'plain forms of pages not sent, or never taken', 0),
      exactly(
        'partner.told-apart',
        walked.tellsApart.length + people.length + tellsApart.length,
        "refusals that tell what is the other's from what is nowhere",
        0,
      ),
      exactly('partner.noticed', noticed.length, 'answers and mails that change when the other acts alone', 0),
      exactly(
        'partner.walked',
        (100 * requests.walked) / requests.inDocument,
        '% of the operations in the document',
        100,
      ),
      exactly('partner.forgotten-entries', forgotten.length, 'entries without an operation', 0),
      exactly('partner.named.before', named.before, 'mails to who was named, before a coach agreed', 0),
      exactly('partner.named.after', named.after, 'mails to who was named, in all', 1),
      told('partner.planted', partner.couple.planted.length, 'things planted'),
      told('partner.asked', walked.asked, 'operations, pages and plain forms asked as they are'),
      told('partner.requests', walked.requests + requests.attempts, 'requests by the partner'),
      told('partner.mails', mails.read, 'mails to the partner read, with their files'),
      moreThan('partner.opened', walked.opened, 'requests that were served: what is theirs', 0),
      moreThan('partner.control.noticed', noticedOfBoth.length, 'of these that change when the coach acts for both', 0),
      moreThan('partner.control.rows', openRows.length, 'planted things in rows with the restrictive policies off', 0),
      moreThan(
        'partner.control.leaks',
        openRequests.leaks.length + openRequests.otherAnswers.length,
        "answers with the other's or that are not the refusal, the same way",
        0,
      ),
      moreThan(
        'partner.control.seen',
        open.leaks.length + open.tellsApart.length,
        'planted things seen or told apart, the same way',
        0,
      ),
    ];
  } finally {
    await other.stop();
    await app.stop();
    await tearDownServer();
    rmSync(folder, { recursive: true, force: true });
  }
});
