import { portalBudget } from '../support/page-checks.js';
import { useTestApp } from '../support/test-app.js';
import { linkFrom, signsInByMail } from './client-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

describe("A client's own pages", () => {
  const app = useTestApp();
  const screens = useScreens(app);

  it('lead from the list to one time, and from there into the call when it is near', async () => {
    const room = 'https://video.example.org/room';
    const practice = await givenOwnPractice(app, {
      format: 'video',
      location: room,
      price: { amount: 0, currency: 'GBP' },
      payment: 'none',
    });
    await app.books('Ivy', practice, practice.offering, '2027-01-12T10:00:00Z');
    await app.settle();
    const managed = linkFrom(app, 'ivy@example.org', 'Your appointment', 'a');
    for (const size of ['phone', 'desk'] as const) {
      app.clock.set('2027-01-11T09:00:00Z');
      const ivy = await screens.open(`ivy-${size}`, { size });
      await signsInByMail(app, ivy, { practice, email: 'ivy@example.org' });
      await ivy.sees('Hello, Ivy');
      await ivy.looksAt('home', { budget: portalBudget });
      await ivy.follow('Tuesday 12 January at 10:00');
      await ivy.sees('Your time is booked');
      await ivy.reads('From Tuesday 12 January at 09:45 the link to join stands on this page.');
      await ivy.looksAt('own-time', { budget: portalBudget });
      await screens.moveTo('2027-01-12T09:50:00Z');
      await ivy.goTo(managed);
      expect(await ivy.page.getByRole('link', { name: 'Join the call' }).getAttribute('href')).toBe(room);
      await ivy.looksAt('managed');
      await ivy.goTo(`/${practice.slug}/help`);
      await ivy.sees('Places to get help');
      await ivy.looksAt('help');
    }
  });
});
