/// <reference lib="dom" />
import { gzipSync } from 'node:zlib';
import { useTestApp } from '../support/test-app.js';
import { signsIn as asMember } from '../support/insiders.js';
import { ownerPassword } from '../support/given.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens, type Screen } from './screens.js';

/** Shell and today; a lazy page may bring 60 KB more. */
const shell = { budget: { html: 2 * 1024, css: 1024, js: 230 * 1024 }, exit: false };
const page = { budget: { ...shell.budget, js: 290 * 1024 }, exit: false };
const mostCss = 45 * 1024;
const request = 'Asks for a time and waits for your answer.';

describe('The studio, in the browser (item 10)', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  const focused = (screen: Screen) => screen.page.evaluate(() => document.activeElement?.textContent ?? '');
  const signsInAs = async (screen: Screen, email: string, password: string) => {
    await screen.fill('E-mail address', email);
    await screen.page.getByLabel('Password').and(screen.page.locator('input')).fill(password);
    await screen.press('Sign in');
  };

  it('shows the day by the server’s clock, and lets the coach act on it and take it back', async () => {
    const practice = await givenOwnPractice(app, { payment: 'none', price: { amount: 0, currency: 'GBP' } });
    const asked = await app.given.offering(practice, { name: 'Long talk', approval: 'coach' });
    await app.books('Ana', practice, practice.offering, '2027-01-11T10:00:00Z');
    await app.books('Ben', practice, practice.offering, '2027-01-11T11:00:00Z');
    await app.books('Cara', practice, asked, '2027-01-12T14:00:00Z');
    await app.settle();

    // The browser is in New York; the studio speaks London time all the same.
    const coach = await screens.open('studio', { size: 'desk', timeZone: 'America/New_York', provokes: [401] });
    await coach.goTo('/studio');
    await signsInAs(coach, practice.ownerEmail, 'not the password');
    await coach.reads('That did not work');
    expect(await focused(coach)).toContain('That did not work');
    await signsIn(coach, practice);
    await coach.reads('Monday 11 January 2027');
    await coach.looksAt('today', shell);
    const style = await coach.page.locator('link[rel=stylesheet]').getAttribute('href');
    expect(gzipSync((await app.visitor.get(style!)).text).length).toBeLessThan(mostCss);

    await screens.moveTo('2027-01-11T10:05:00Z');
    await coach.follow(/10:00.*Ana/);
    await coach.press('Did not come');
    await coach.reads('Now: Did not come.');
    expect(await focused(coach)).toContain('You can take this back for three minutes.');
    await coach.looksAt('undo', page);
    await coach.press('Undo');
    await coach.reads('Taken back.');
    await coach.press('Complete');
    await coach.reads('Now: Completed.');
    await screens.moveTo('2027-01-11T10:09:00Z');
    await coach.page.reload();
    await coach.reads('Nothing is left to do here.');

    await coach.follow('Today');
    await coach.follow(`Open: Cara, Tue 12 Jan, 14:00 · Long talk, ${request}`);
    await coach.press('Decline');
    await coach.reads('Whoever asked is told');
    await coach.looksAt('decline', page);
    await coach.press('Decline it');
    await coach.reads('Now: Declined.');

    await coach.follow('Today');
    await coach.follow(/11:00.*Ben/);
    await coach.press('Cancel the appointment');
    await coach.page.keyboard.press('Escape');
    await coach.press('Cancel the appointment');
    await coach.fill('Reason, if you like', 'The train is late.');
    await coach.press('Cancel it');
    await coach.reads('Now: Cancelled.');
  });

  it('keeps the filters of the caseload in the address, and leads to a person, on a phone', async () => {
    const practice = await givenOwnPractice(app, { payment: 'none', price: { amount: 0, currency: 'GBP' } });
    await app.books('Ana', practice, practice.offering, '2027-01-12T10:00:00Z');
    await app.books('Ben', practice, practice.offering, '2027-01-12T11:00:00Z');
    await app.settle();
    const coach = await screens.open('studio-phone', { size: 'phone', timeZone: 'America/New_York' });
    await signsIn(coach, practice);
    await coach.looksAt('today', shell);
    await coach.follow('Caseload');
    await coach.reads('2 cases');
    await coach.page.getByRole('searchbox').fill('Ana');
    await coach.reads('1 case');
    expect(coach.page.url()).toContain('q=Ana');
    await coach.page.reload();
    await coach.reads('1 case');
    await coach.reads('Next: Tue 12 Jan, 10:00');
    await coach.looksAt('caseload', page);
    await coach.choose('Status', 'Closed');
    await coach.reads('No case fits.');
    await coach.choose('Status', 'Any');
    await coach.follow('Open the case of Ana');
    await coach.looksAt('case', page);
    expect(await coach.page.title()).toBe('Case · Studio');
    await coach.follow('Ana');
    await coach.reads('How to reach them');
    await coach.looksAt('client', page);
    await coach.follow(/12 Jan, 10:00/);
    await coach.sees(/12 January/);
    await coach.looksAt('appointment', page);
  });

  it('keeps what was typed when the session ends under somebody’s hands', async () => {
    const practice = await givenOwnPractice(app, { payment: 'none', price: { amount: 0, currency: 'GBP' } });
    await app.books('Ana', practice, practice.offering, '2027-01-12T10:00:00Z');
    const coach = await screens.open('studio-ended', { size: 'desk', provokes: [401] });
    await signsIn(coach, practice);
    await coach.follow('Caseload');
    await coach.follow('Open the case of Ana');
    await coach.fill('Note', 'A long thought.');
    await app.sql('DELETE FROM sessions');
    await coach.press('Save the note');
    await coach.reads('Your session has ended.');
    await coach.looksAt('ended', page);
    await signsInAs(coach, practice.ownerEmail, practice.ownerPassword);
    await coach.sees('Ana');
    await coach.press('Save the note');
    await coach.reads('The note is saved.');
    await coach.reads('A long thought.');
  });

  it('keeps answers and notes from everybody but the coach of the case', async () => {
    const practice = await givenOwnPractice(app, { payment: 'none', price: { amount: 0, currency: 'GBP' } });
    const booked = await app.books('Ana', practice, practice.offering, '2027-01-12T10:00:00Z');
    const { id } = (booked.body as { appointment: { id: string } }).appointment;
    const { email } = await asMember(app, practice, { role: 'coach', coach: true, name: 'Nora Next' });
    const nora = await screens.open('studio-other', { size: 'desk' });
    await nora.goTo(`/studio/appointments/${id}`);
    await signsInAs(nora, email, ownerPassword);
    await nora.reads('Only Olive Owner can read the answers and notes of this case.');
    await nora.looksAt('appointment', page);
    await nora.follow('Open the case');
    await nora.reads('Only Olive Owner can read the answers and notes of this case.');
    await nora.looksAt('case', page);
  });

  it('lets a coach change the hours in which they can be booked', async () => {
    const practice = await givenOwnPractice(app);
    const coach = await screens.open('studio-hours', { size: 'desk', provokes: [400] });
    await signsIn(coach, practice);
    await coach.follow('Settings');
    await coach.looksAt('settings', page);
    await coach.press('Remove 09:00 to 17:00 on Tuesday');
    await coach.press('Add hours on Monday');
    await coach.choose('Monday, opening 2, from', '16:00');
    await coach.press('Save the hours');
    await coach.reads('These hours overlap others of the same day.');
    await coach.looksAt('overlap', page);
    await coach.choose('Monday, opening 2, from', '18:00');
    await coach.press('Save the hours');
    await coach.reads('Your hours are saved.');
    const path = `/api/v1/public/practices/${practice.slug}/offerings/first-talk/slots`;
    const { body } = await app.visitor
      .get(path)
      .query({ from: '2027-01-12', to: '2027-01-18', timeZone: 'Europe/London', coach: 'olive' });
    const days = (body as { days: { date: string; slots: { local: string }[] }[] }).days;
    expect(days[0]).toEqual({ date: '2027-01-12', slots: [] });
    expect(days.at(-1)!.slots.at(-1)!.local).toBe('2027-01-18T23:00');
  });

  it('lets an invited coach in, and a forgotten password be replaced, by mailed links', async () => {
    const practice = await givenOwnPractice(app);
    const nora = { slug: 'nora', name: 'Nora Next', email: 'nora@example.org', timeZone: 'Europe/London' };
    expect((await app.as(practice).post('/coaches').send(nora)).status).toBe(201);
    await app.settle();
    const linkTo = (path: string) => {
      const mail = app.mailbox.messages(nora.email).findLast(({ text }) => text.includes(path));
      return new RegExp(`https?://\\S+${path}\\S+`).exec(mail?.text ?? '')![0];
    };
    const screen = await screens.open('studio-invited', { size: 'phone' });
    await screen.goTo(linkTo('/studio/invitation/'));
    await screen.sees('Welcome');
    await screen.looksAt('invitation', page);
    await screen.fill('Your name', nora.name);
    await screen.page.locator('input[type=password]').fill('a first long password');
    await screen.press('Accept the invitation');
    await screen.sees('Today');
    await screen.press('Sign out');

    await screen.sees('Sign in');
    await screen.fill('E-mail address', nora.email);
    await screen.press('I forgot my password');
    await screen.reads('a link is on its way');
    await app.settle();
    await screen.goTo(linkTo('/studio/reset/'));
    await screen.sees('Choose a new password');
    await screen.looksAt('reset', page);
    await screen.page.locator('input[type=password]').fill('a second long password');
    await screen.press('Save the password');
    await screen.reads('Your new password is saved.');
    await screen.goTo('/studio');
    await signsInAs(screen, nora.email, 'a second long password');
    await screen.sees('Today');
  });
});
