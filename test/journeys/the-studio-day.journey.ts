import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const page = { budget: { html: 2 * 1024, css: 1024, js: 290 * 1024 }, exit: false };
const free = { payment: 'none', price: { amount: 0, currency: 'GBP' } };

describe('What is left of a coach’s days', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  it('stands in today until each session was completed, and nothing is offered before it can be done', async () => {
    const practice = await givenOwnPractice(app, free);
    await app.books('Ana', practice, practice.offering, '2027-01-11T10:00:00Z');
    await app.books('Ben', practice, practice.offering, '2027-01-12T10:00:00Z');
    await app.books('Cara', practice, practice.offering, '2027-01-12T11:00:00Z');
    await app.settle();
    const coach = await screens.open('studio-day', { size: 'phone', provokes: [401] });
    await signsIn(coach, practice);
    await coach.follow(/10:00.*Ana/);
    await coach.reads('You can say how it went from Monday 11 January 2027, 10:00 on.');
    expect(await coach.page.getByRole('button', { name: /^(Complete|Did not come)$/ }).count()).toBe(0);
    await coach.looksAt('before', page);

    await screens.moveTo('2027-01-12T10:20:00Z');
    await signsIn(coach, practice);
    await coach.sees('Waiting to be completed');
    await coach.reads('Now:');
    await coach.reads('Next:');
    await coach.looksAt('today', page);
    await coach.follow(/Mon 11 Jan, 10:00.*Ana/);
    await coach.press('Complete');
    await coach.reads('Now: Completed.');
    await coach.follow('Today');
    await coach.sees('Sessions');
    expect(await coach.page.getByRole('heading', { name: 'Waiting to be completed' }).count()).toBe(0);

    await screens.moveTo('2027-01-12T12:30:00Z');
    await coach.goTo('/studio');
    await coach.sees('Waiting to be completed');
    await coach.reads('Nothing else is in your calendar today.');
    await coach.looksAt('evening', page);
  });

  it('is told apart by whom it is about, and a request that was declined is nobody’s fault', async () => {
    const practice = await givenOwnPractice(app, { approval: 'coach' });
    for (const [name, hour] of [
      ['Ana', 10],
      ['Ben', 11],
      ['Cara', 12],
    ] as const)
      await app.books(name, practice, practice.offering, `2027-01-25T${hour}:00:00Z`);
    await app.settle();
    const coach = await screens.open('studio-requests', { size: 'desk' });
    await signsIn(coach, practice);
    await coach.looksAt('three', page);
    await coach.follow(/^Open: Ben, Mon 25 Jan, 11:00 · First talk, Asks for a time/);
    await coach.reads('A time was asked for');
    await coach.press('Decline');
    await coach.press('Decline it');
    await coach.reads('Now: Declined.');
    await coach.reads('£95, nothing was charged');
    await coach.looksAt('declined', page);
  });

  it('holds a mail that may not have arrived: it is sent again once, after reading what may happen (issue 3, item 3)', async () => {
    await app.sql('UPDATE outbox SET done_at = now() WHERE done_at IS NULL'); // what the days before left for later
    const practice = await givenOwnPractice(app, free);
    await app.books('Ana', practice, practice.offering, '2027-01-13T10:00:00Z');
    await app.settle();
    await app.mailbox.clear();
    await screens.moveTo('2027-01-12T10:00:00Z');
    await app.mailbox.setFaults({ dropAfterData: 1 });
    await app.settle(); // the reminder: the server hangs up after taking it
    await app.mailbox.setFaults({});
    const copies = () => app.mailbox.messages('ana@example.org').map(({ messageId }) => messageId);
    expect(copies()).toHaveLength(1);

    const coach = await screens.open('studio-doubt', { size: 'phone', provokes: [401] });
    await signsIn(coach, practice);
    await coach.reads('It is not known whether a message arrived.');
    await coach.looksAt('doubt', page);
    await coach.press(/^Send again\?/);
    await coach.reads('If the first copy did arrive, they will get the same message twice.');
    await coach.looksAt('asked', page);
    await app.settle();
    expect(copies()).toHaveLength(1);
    await coach.press('Send it again');
    await coach.reads('It is on its way again.');
    await coach.hasFocus('Nothing waits for you.');
    await app.settle();
    expect(copies()).toEqual([copies()[0], copies()[0]]);
    await coach.goTo('/studio');
    await coach.sees('Sessions');
    expect(await coach.page.getByRole('button', { name: /^Send again/ }).count()).toBe(0);
  });
});
