import setUpServer from '../support/global-setup.mjs';
import tearDownServer from '../support/global-teardown.mjs';
import { TestApp } from '../support/test-app.js';
import { exactly, measure, moreThan, told } from './figure.js';
import { nameWhoSaidNever, withoutSuppressions, type InvitationsOutcome } from './invitations.js';

async function named(bookings: number, guarded: boolean): Promise<InvitationsOutcome> {
  const app = new TestApp();
  try {
    await app.start();
    if (!guarded) withoutSuppressions(app);
    return await nameWhoSaidNever(app, bookings);
  } finally {
    await app.stop();
  }
}

/** Invariant 12: an address that said "never again" gets no mail any more, whoever names it and however often. */
await measure(async (say) => {
  await setUpServer();
  try {
    say('1,000 bookings with the address of somebody who said never again');
    const outcome = await named(1000, true);
    for (const line of outcome.strangeAnswers) say(line);
    say('30 of them with the check of what must not be mailed taken away');
    const unguarded = await named(30, false);
    return [
      exactly('invitations.bookings', outcome.bookings, 'bookings that name the address', 1000),
      exactly('invitations.mails', outcome.mails, 'mails to it in all', 1),
      exactly('invitations.strange-answers', outcome.strangeAnswers.length, 'answers that differ from usual', 0),
      told('invitations.agreed', outcome.agreed, 'times a coach agreed to invite it'),
      told('invitations.forms', outcome.forms, 'forms asked of it by staff'),
      moreThan('invitations.other-mails', outcome.otherMails, 'mails to everybody else', 1000),
      moreThan('invitations.control.mails', unguarded.mails, 'mails to it, the check taken away', 1),
    ];
  } finally {
    await tearDownServer();
  }
});
