import { useTestApp } from '../support/test-app.js';
import { fillsInTheIntake, linkFrom, paysThere } from './client-steps.js';
import { completesAndNotes, findsTheCase, readsTheIntake, signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const secret = 'zebra-lantern-91'; // a phrase that may stand nowhere in the clear

describe('From a coach’s page to the follow-up, in the browser (item 10)', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  it('lets a client book, pay, fill in the intake, be seen, and get the follow-up', async () => {
    const practice = await givenOwnPractice(app);
    const ana = await screens.open('ana', { size: 'phone', timeZone: 'Europe/Paris' });
    const { page } = ana;

    // Finds a coach.
    await ana.goTo(`/${practice.slug}`);
    await ana.sees('Who you can talk to');
    await ana.looksAt('practice');
    await ana.follow('More about Olive Owner');
    await ana.sees('How Olive Owner works');
    await ana.looksAt('coach');
    await ana.follow('See times for First talk');

    // Chooses a time, as the clock on her own wall shows it, and says who she is.
    await ana.sees('Choose a time');
    await ana.reads('Next free time, in Paris time');
    await ana.looksAt('times');
    await page.getByRole('radio', { name: 'Tuesday 12 January at 10:00' }).check();
    await ana.sees('Your details');
    await ana.press(/^Continue to payment/);
    await ana.reads('Please tell us what to call you.');
    await ana.fill('What should we call you?', 'Ana');
    await ana.fill('Your e-mail address', 'ana@example.org');
    await ana.looksAt('details');
    await ana.press(/^Continue to payment/);

    // Pays, and comes back.
    await paysThere(ana, 'ana@example.org', '£95.00');
    await app.stripe.webhooksSettled();
    await app.settle();
    await ana.sees('Thank you');
    await ana.looksAt('paid');
    await ana.follow('See your booking');
    await ana.sees('Your time is booked');
    await ana.looksAt('manage');

    // Two mails came: the time with its calendar file, and the questions.
    const mails = app.mailbox.messages('ana@example.org').map(({ subject }) => subject);
    expect(mails.sort()).toEqual(['A few questions before we meet', 'Your appointment is confirmed']);
    await ana.goTo(linkFrom(app, 'ana@example.org', 'Your appointment', 'a'));
    await ana.sees('Your time is booked');

    await fillsInTheIntake(ana, linkFrom(app, 'ana@example.org', 'A few questions', 'f'), { hope: secret });
    await app.settle();

    // The coach finds her in the caseload with what she answered.
    const coach = await screens.open('coach', { size: 'desk', provokes: [401] });
    await signsIn(coach, practice);
    await findsTheCase(coach, 'Ana');
    await readsTheIntake(coach, 'Ana', [secret, 'One thing at a time', 'How the evenings go']);

    // The next day they talk; the coach completes the session and leaves a note.
    await screens.moveTo('2027-01-12T10:05:00Z');
    await signsIn(coach, practice);
    await completesAndNotes(coach, 'Ana', `She said ${secret}.`);
    await app.settle();

    // The follow-up comes by itself: an hour later, and three days later at nine on her own wall.
    await app.mailbox.clear();
    const came = () => app.mailbox.messages('ana@example.org').map(({ subject }) => subject);
    await screens.moveTo('2027-01-12T11:06:00Z');
    await app.settle();
    expect(came()).toEqual(['Thank you for today']);
    await screens.moveTo('2027-01-15T08:00:30Z');
    await app.settle();
    expect(came()).toEqual(['Thank you for today', 'A thought for the week']);

    expect(await app.findInDatabase(secret)).toEqual([]);
    expect(JSON.stringify(app.mailbox.messages())).not.toContain(secret);
  });
});
