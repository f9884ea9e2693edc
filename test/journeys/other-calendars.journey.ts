import { IcsServer } from '../support/ics-server.js';
import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const page = { budget: { html: 2 * 1024, css: 1024, js: 290 * 1024 }, exit: false };

describe("A coach's other calendars, in the browser (issue 4, item 7)", () => {
  const calendars = new IcsServer();
  beforeAll(() => calendars.start());
  const app = useTestApp({}, calendars.ways);
  const screens = useScreens(app);
  afterAll(() => calendars.stop());

  it.each(['phone', 'desk'] as const)(
    'are added by address, looked at, told of when they fail, and removed, on a %s',
    async (size) => {
      const practice = await givenOwnPractice(app);
      calendars.serves(['DTSTART:20270112T100000Z', 'DURATION:PT1H']);
      const coach = await screens.open(`studio-calendars-${size}`, { size, provokes: [400] });
      await signsIn(coach, practice);
      await coach.follow('Settings');
      await coach.reads('No other calendar is looked at.');

      await coach.fill('What you call it', 'Family');
      await coach.fill('Its secret address in iCal format', 'http://calendar.example/secret.ics');
      await coach.press('Add the calendar');
      await coach.reads('Only addresses that begin with https:// are fetched.');
      await coach.looksAt('refused', page);
      await coach.fill('Its secret address in iCal format', calendars.address());
      await coach.press('Add the calendar');
      await coach.hasFocus('Family is looked at from now on, every quarter of an hour.');
      await coach.reads('Last read just now.');

      calendars.does((_asked, answer) => answer.setHeader('content-type', 'text/html').end('<title>Sign in</title>'));
      app.clock.advance({ minutes: 40 });
      await coach.press('Look at Family again');
      await coach.reads(/^Something else than a calendar stands at this address/);
      await coach.reads('Last read 40 minutes ago.');
      await coach.looksAt('fault', page);

      await coach.press('Remove Family');
      await coach.reads('The address is forgotten.');
      await coach.looksAt('asked', page);
      await coach.press('Remove this calendar');
      await coach.reads('Family is no longer looked at.');
      await coach.reads('No other calendar is looked at.');
      expect(await app.rows(practice, 'calendar_feeds')).toEqual([]);
    },
  );
});
