import setUpServer from '../support/global-setup.mjs';
import tearDownServer from '../support/global-teardown.mjs';
import { TestApp } from '../support/test-app.js';
import { exactly, measure, moreThan, told } from './figure.js';
import { MailboxHolder } from './mailbox.js';

/** P7, second half: with the mailbox alone, nothing private is read or changed, through any operation or page there is. */
await measure(async (say) => {
  await setUpServer();
  const app = new TestApp();
  try {
    await app.start();
    const holder = new MailboxHolder(app);
    await holder.prepare();
    const walked = await holder.walk();
    const formFaults = await holder.formFaults();
    for (const line of [...walked.leaks, ...formFaults]) say(line);
    say('The same with every session counted as unlocked');
    const lock = holder.withoutLock();
    const open = await holder.walk(({ method, path }) => method === 'GET' || path.endsWith('/safe-contact'));
    lock();
    return [
      exactly('mailbox.items', walked.leaks.length, 'private items reachable with the mailbox alone', 0),
      exactly('mailbox.changed', walked.changed, 'changes of what only its person may change', 0),
      exactly('mailbox.forms-forgotten', formFaults.length, 'plain forms of pages not sent, or not as they are', 0),
      told('mailbox.asked', walked.asked, 'operations, pages and plain forms asked'),
      told('mailbox.requests', walked.requests, 'requests with what the mails hold'),
      moreThan('mailbox.opened', walked.opened, 'requests that were served: appointments, forms to go on with', 0),
      moreThan('mailbox.control.items', open.leaks.length, 'private items with the lock taken off', 0),
      moreThan('mailbox.control.changed', open.changed, 'changes of a safe-contact profile, the same way', 0),
    ];
  } finally {
    await app.stop();
    await tearDownServer();
  }
});
