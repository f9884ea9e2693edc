/// <reference lib="dom" />
import { PageWatch } from '../support/page-checks.js';
import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens, type Screen } from './screens.js';

const page = { budget: null, exit: false };

describe('The studio, where something fails', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  const signedIn = async (name: string, size: 'desk' | 'phone', provokes: number[] = []): Promise<Screen> => {
    const practice = await givenOwnPractice(app, { payment: 'none', price: { amount: 0, currency: 'GBP' } });
    const coach = await screens.open(name, { size, provokes });
    await signsIn(coach, practice);
    return coach;
  };

  it('says calmly that a page cannot be shown, and shows it once it can', async () => {
    const coach = await signedIn('studio-broken', 'phone');
    // An answer that nobody reckoned with, so that drawing the page throws.
    const coaches = /\/api\/v1\/admin\/coaches/;
    await coach.page.route(coaches, (route) => route.fulfill({ json: { data: [null, null], nextCursor: null } }));
    await coach.goTo('/studio/caseload');
    await coach.sees('This page cannot be shown');
    await coach.reads('Something went wrong on our side.');
    expect(await coach.page.evaluate(() => document.activeElement?.textContent)).toBe('This page cannot be shown');
    expect(await coach.page.title()).toBe('This page cannot be shown · Studio');
    // The browser's console told of the error, as it should; from here on it is quiet.
    const { faults } = await (await PageWatch.on(coach.page, app.url)).check(null, { exit: false });
    expect(faults).toEqual([]);

    await coach.page.unroute(coaches);
    await coach.press('Try again');
    await coach.reads('No cases yet.');
    expect(new URL(coach.page.url()).pathname).toBe('/studio/caseload');
  });

  it('says so too where the script of a page does not come', async () => {
    const coach = await signedIn('studio-scriptless', 'desk');
    await coach.page.route(/\/assets\/studio\/settings-/, (route) => route.abort());
    await coach.goTo('/studio/settings');
    await coach.sees('This page cannot be shown');
    await coach.follow('Back to today');
    await coach.sees('Today');
  });

  it('names an address it does not know, and leads back to today', async () => {
    const coach = await signedIn('studio-unknown', 'desk');
    await coach.goTo('/studio/no/such/page');
    await coach.sees('There is no page here');
    await coach.looksAt('unknown', page);
    await coach.follow('Back to today');
    await coach.sees('Today');
  });

  it('tells what is not there, and asks again where the server did not answer', async () => {
    const coach = await signedIn('studio-lost', 'desk', [404, 503]);
    await coach.goTo('/studio/cases/0199a000-0000-7000-8000-000000000000');
    await coach.reads('There is nothing here, or it is not for you.');
    await coach.looksAt('gone', page);
    expect(await coach.page.getByRole('button', { name: 'Try again' }).count()).toBe(0);

    const cases = /\/api\/v1\/admin\/today/;
    await coach.page.route(cases, (route) => route.fulfill({ status: 503, json: {} }));
    await coach.goTo('/studio/settings');
    await coach.reads('The server does not answer.');
    await coach.looksAt('no-answer', page);
    await coach.page.unroute(cases);
    await coach.press('Try again');
    await coach.sees('Settings');
  });
});
