import { mailTo } from '../mail.js';
import { partnerOf, show, type Chapter } from '../scene.js';

/** What somebody gets to see who was named by another person. */
export const named: Chapter = {
  heading: 'Somebody who was named',
  scenes: [
    {
      name: 'a-note',
      seat: 'partners-phone',
      title: 'A note for somebody named',
      caption: 'Neither who named them, nor what it is about, nor any time.',
      async play(page, demo, screens) {
        const desk = await screens('desk');
        await desk.getByRole('button', { name: 'Send the invitation' }).click();
        const { page: address } = await mailTo(demo.urls.mailbox, partnerOf(demo), 'A note for you', '/i/');
        // No mail is needed from here on: who sends them is killed, and looked after at the end.
        const breaking = await screens('breaking');
        await breaking.getByRole('button', { name: 'Kill the worker' }).click();
        await page.goto(address);
        await page.getByRole('heading', { name: 'A note for you' }).waitFor();
      },
    },
    {
      name: 'invitation',
      seat: 'partners-phone',
      title: 'Nothing happens unasked',
      caption: 'Taking part is a choice, and the page tells a bystander as little as the mail.',
      async play(page, demo) {
        await page.goto((await mailTo(demo.urls.mailbox, partnerOf(demo), 'A note for you', '/i/')).link);
        await page.getByRole('heading', { name: 'Would you like to take part?' }).waitFor();
      },
    },
    {
      name: 'not-me',
      seat: 'partners-phone',
      title: '“Not me”, or “never again”',
      caption: 'Two ways to refuse. Whoever named them is not told.',
      play: (page) => show(page, 'section.card:has(input[value=never])'),
    },
    {
      name: 'never-again',
      seat: 'partners-phone',
      title: 'And that is kept',
      caption: 'No mail goes to this address any more, whoever names it, however often.',
      async play(page) {
        await page.getByRole('button', { name: 'Never write to this address again' }).click();
        await page.getByRole('heading', { name: 'We will not write to you again' }).waitFor();
      },
    },
  ],
};
