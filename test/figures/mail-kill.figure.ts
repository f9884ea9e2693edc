import setUpServer from '../support/global-setup.mjs';
import tearDownServer from '../support/global-teardown.mjs';
import { TestApp } from '../support/test-app.js';
import { exactly, measure, moreThan, told } from './figure.js';
import { storm } from './mail-kill.js';

/** P3: a message arrives exactly once as its reader sees it, never late and never after its reason is gone, whoever is killed. */
await measure(async (say) => {
  await setUpServer();
  const app = new TestApp();
  try {
    await app.start();
    say('600 mails with the hand-over mark and 150 without, and the worker killed 25 times');
    const { kills, seconds, marked, unmarked } = await storm(app, { mails: 600, unmarked: 150, kills: 25 });
    return [
      exactly('mail-kill.kills', kills, 'SIGKILLs of the worker in the middle of its work', 25),
      exactly('mail-kill.silent-losses', marked.silentLosses, 'mails that never came and nobody was told of', 0),
      exactly('mail-kill.unflagged-second-copies', marked.unflaggedCopies, 'mails', 0),
      exactly('mail-kill.late', marked.late, 'mails that came after their time', 0),
      exactly(
        'mail-kill.after-cancellation',
        marked.afterCancellation,
        'mails that came after their reason was gone',
        0,
      ),
      told('mail-kill.arrived', marked.arrived, 'Message-IDs'),
      told('mail-kill.flagged', marked.flagged, 'mails with an attempt of unknown outcome'),
      told('mail-kill.second-copies', marked.secondCopies, 'copies of must-arrive mail that was flagged'),
      told('mail-kill.seconds', seconds, 's'),
      moreThan('mail-kill.control.unflagged-second-copies', unmarked.unflaggedCopies, 'mails, the mark off', 0),
    ];
  } finally {
    await app.stop();
    await tearDownServer();
  }
});
