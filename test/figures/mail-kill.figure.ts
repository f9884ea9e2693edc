import setUpServer from '../support/global-setup.mjs';
import tearDownServer from '../support/global-teardown.mjs';
import { TestApp } from '../support/test-app.js';
import { exactly, measure, moreThan, told } from './figure.js';
import { storm, type Storm, type StormOutcome } from './mail-kill.js';

async function stormed(wish: Storm): Promise<StormOutcome> {
  const app = new TestApp();
  try {
    await app.start();
    return await storm(app, wish);
  } finally {
    await app.stop();
  }
}

/** P3: a message arrives exactly once as its reader sees it, never late and never after its reason is gone, whoever is killed. */
await measure(async (say) => {
  await setUpServer();
  try {
    say('600 mails, and the worker killed 25 times');
    const guarded = await stormed({ mails: 600, kills: 25 });
    say('The same in small with the hand-over mark off');
    const unguarded = await stormed({ mails: 150, kills: 10, withoutMark: true });
    return [
      exactly('mail-kill.kills', guarded.kills, 'SIGKILLs of the worker in the middle of its work', 25),
      exactly('mail-kill.silent-losses', guarded.silentLosses, 'mails that never came and nobody was told of', 0),
      exactly('mail-kill.unflagged-second-copies', guarded.unflaggedCopies, 'mails', 0),
      exactly('mail-kill.late', guarded.late, 'mails that came after their time', 0),
      exactly(
        'mail-kill.after-cancellation',
        guarded.afterCancellation,
        'mails that came after their reason was gone',
        0,
      ),
      told('mail-kill.arrived', guarded.arrived, 'Message-IDs'),
      told('mail-kill.flagged', guarded.flagged, 'mails with an attempt of unknown outcome'),
      told('mail-kill.second-copies', guarded.secondCopies, 'copies of must-arrive mail that was flagged'),
      told('mail-kill.seconds', guarded.seconds, 's'),
      moreThan('mail-kill.control.unflagged-second-copies', unguarded.unflaggedCopies, 'mails, the mark off', 0),
    ];
  } finally {
    await tearDownServer();
  }
});
