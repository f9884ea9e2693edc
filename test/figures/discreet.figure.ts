import setUpServer from '../support/global-setup.mjs';
import tearDownServer from '../support/global-teardown.mjs';
import { TestApp } from '../support/test-app.js';
import { overhear, overhearTelling } from './discreet.js';
import { exactly, measure, moreThan, told } from './figure.js';

/** P7: lock screen, subject lines and the whole mailbox give away nothing but that there is an appointment, and when. */
await measure(async (say) => {
  await setUpServer();
  const app = new TestApp();
  try {
    await app.start();
    const heard = await overhear(app);
    for (const line of [...heard.telling, ...heard.unsent.map((one) => `never sent: ${one}`)]) say(line);
    say('The same where whoever judges finds no word');
    const control = await overhearTelling(app);
    return [
      exactly('discreet.telling-words', heard.telling.length, 'places in mails and on card statements that tell', 0),
      exactly('discreet.unsent', heard.unsent.length, 'templates that were not looked at', 0),
      told('discreet.mails', heard.mails, 'mails, each in sender, subject, preview, body, file, URL and headers'),
      told('discreet.languages', heard.languages, 'languages'),
      moreThan('discreet.control.telling-words', control.telling.length, 'places, where nothing is judged', 0),
    ];
  } finally {
    await app.stop();
    await tearDownServer();
  }
});
