import { pin } from '../pin.js';
import { mailTo } from '../mail.js';
import { show, type Chapter } from '../scene.js';

/** Somebody finds a time on a phone, pays, and shuts what is private with a PIN. */
export const booking: Chapter = {
  heading: 'A client finds a time',
  scenes: [
    {
      name: 'doors',
      seat: 'desk',
      title: 'Four doors',
      caption: 'One for clients, one for coaches, one for developers, and one to break something.',
      part: 'body',
      play: async (page, { urls }) => {
        await page.goto(`${urls.app}/`);
      },
    },
    {
      name: 'practice',
      seat: 'phone',
      title: 'A practice',
      caption: 'Help for whoever needs it first comes first, and a quick way out is always there.',
      play: async (page, { urls }) => {
        await page.goto(`${urls.app}/demo`);
      },
    },
    {
      name: 'times',
      seat: 'phone',
      title: 'Choosing a time',
      caption: 'A week of times, in the zone of whoever looks.',
      play: async (page, { urls }) => {
        await page.goto(`${urls.app}/demo/book/initial-consultation`);
        await page.getByRole('radio').first().check();
        await show(page, 'h2:has-text("Choose a time")');
      },
    },
    {
      name: 'details',
      seat: 'phone',
      title: 'Two fields',
      caption: 'A name and an address are enough; nobody explains anything before a time is theirs.',
      async play(page, { visitor }) {
        await page.getByRole('textbox', { name: 'What should we call you?' }).fill('Robin');
        await page.getByRole('textbox', { name: 'Your e-mail address' }).fill(visitor);
        await show(page, 'label[for=name]');
      },
    },
    {
      name: 'paying',
      seat: 'phone',
      title: 'Paying',
      caption: 'On the page of the payment provider; here that is a simulator.',
      async play(page, { visitor }) {
        await page.getByRole('button', { name: /^Continue to payment/ }).click();
        await page.getByLabel('Email').fill(visitor);
        await page.getByLabel('Card number').fill('4242 4242 4242 4242');
      },
    },
    {
      name: 'booked',
      seat: 'phone',
      title: 'Booked',
      caption: 'Cancelling and the calendar file are on this page.',
      async play(page) {
        await page.getByRole('button', { name: /^Pay / }).click();
        await page.getByRole('heading', { name: 'Thank you' }).waitFor();
        await page.getByRole('link', { name: 'See your booking' }).click();
        await page.getByRole('heading', { name: 'Your time is booked' }).waitFor();
      },
    },
    {
      name: 'keep-private',
      seat: 'phone',
      title: 'A PIN of their own',
      caption: 'Offered in the browser that booked: from now on the mailbox alone opens nothing private.',
      async play(page, { urls }, screens) {
        await page.getByLabel('A PIN of your choice').fill(pin);
        await page.getByLabel('The same once more').fill(pin);
        await show(page, '#keep-private');
        // What is broken now goes on meanwhile and is looked at last.
        const breaking = await screens('breaking');
        await breaking.goto(`${urls.break}/`);
        for (const button of ['Lose the notices', 'Send 64 people'])
          await breaking.getByRole('button', { name: button }).click();
      },
    },
    {
      name: 'mail',
      seat: 'phone',
      title: 'The mail about it',
      caption: 'A bystander learns that there is an appointment, and no more.',
      async play(page, { urls, visitor }) {
        await page.getByRole('button', { name: 'Keep this PIN' }).click();
        await page.getByText('That is kept.').waitFor();
        const { page: address } = await mailTo(urls.mailbox, visitor, 'Your appointment is confirmed', '/a/');
        await page.goto(address);
        await page.getByRole('heading', { name: 'Your appointment is confirmed' }).waitFor();
      },
    },
  ],
};
