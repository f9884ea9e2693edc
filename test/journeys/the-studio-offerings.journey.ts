import { ownerPassword } from '../support/given.js';
import { signsIn as asMember } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens, type Screen } from './screens.js';

const page = { budget: { html: 2 * 1024, css: 1024, js: 290 * 1024 }, exit: false };

describe('What can be booked, in the studio', () => {
  const app = useTestApp();
  const screens = useScreens(app);
  const focused = ({ page: at }: Screen) => at.locator(':focus');

  it('is made by the owner, and a visitor finds its page and its times at once (issue 4, item 9)', async () => {
    const practice = await givenOwnPractice(app);
    const owner = await screens.open('studio-offering', { size: 'phone', provokes: [400, 409] });
    const { page: at } = owner;
    const type = (label: string, value: string) => at.getByLabel(label, { exact: true }).fill(value);
    await signsIn(owner, practice);
    await owner.follow('Settings');
    await owner.sees('Offerings');
    await owner.looksAt('list', page);
    await owner.press('Add an offering');
    await owner.sees('A new offering');
    await owner.reads('People can book from 24 hours to 60 days ahead.');
    await owner.looksAt('new', page);
    await type('What it is called', 'First talk');
    expect(await at.getByLabel('Last part of its address').inputValue()).toBe('first-talk');
    await owner.fill('What people read about it', 'An hour by the sea.');
    await type('Length, in minutes', '60');
    await type('A time begins every … minutes', '60');
    await type('Notice that you need', '2');
    await type('At most a day', '3');
    await owner.reads('It takes 1 hour. A time begins every 60 minutes. 10 minutes after it are kept free.');
    await owner.reads('People can book from 2 hours to 60 days ahead. At most 3 a day with each coach.');

    // What is wrong is said beside its field, which takes the focus; what was typed stays.
    await type('Price, in GBP', 'ninety');
    await owner.press('Add it');
    await owner.reads('Please write an amount, such as 95 or 95.50.');
    expect(await focused(owner).inputValue()).toBe('ninety');
    await type('Price, in GBP', '95,50');
    expect(await at.getByRole('checkbox', { name: 'Olive Owner' }).isChecked()).toBe(true);
    await at.getByLabel('Link of the call').fill('my room');
    await owner.press('Add it');
    await owner.reads('Use the web address of the call; it begins with https://.');
    expect(await focused(owner).inputValue()).toBe('my room');
    await owner.looksAt('refused', page);
    await at.getByLabel('Link of the call').fill('https://video.example.org/olive');
    await owner.press('Add it');
    await owner.reads('Another offering has this address.');
    await at.getByLabel('Last part of its address').fill('a-walk');
    await type('What it is called', 'A walk');
    await owner.press('Add it');
    await owner.hasFocus('A walk is saved. Visitors see it as it is now.');
    await owner.looksAt('saved', page);

    const visitor = await screens.open('offering-visitor', { size: 'desk', provokes: [404] });
    await visitor.goTo(`/${practice.slug}`);
    await visitor.sees('A walk');
    await visitor.reads('£95.50');
    await visitor.looksAt('practice');
    await visitor.follow('See times for A walk');
    await visitor.reads('An hour by the sea.');
    await visitor.page.getByRole('radio', { name: 'Tuesday 12 January at 10:00' }).waitFor();
    await visitor.looksAt('times');

    await owner.press('Stop offering A walk');
    await owner.hasFocus('A walk is offered to nobody any more.');
    await visitor.page.reload();
    await visitor.sees('There is nothing here');
    await owner.press('Undo');
    await owner.hasFocus('A walk can be booked again.');
    await visitor.page.reload();
    await visitor.sees('A walk');
  });

  it('is not lost without a word, nor written over what somebody else changed (issue 4, item 9)', async () => {
    const practice = await givenOwnPractice(app);
    const owner = await screens.open('studio-offering-stale', { size: 'desk', provokes: [412] });
    const { page: at } = owner;
    await signsIn(owner, practice);
    await owner.follow('Settings');
    await owner.press('Change First talk');
    await at.getByLabel('What it is called').fill('First hour');
    await owner.looksAt('editor', page);
    await owner.follow('Today');
    await owner.reads('The offering is not saved yet.');
    await owner.press('Stay here');
    await owner.press('Back to the list');
    await owner.hasFocus('Go on writing');
    await owner.press('Go on writing');

    const path = `/offerings/${practice.offering.id}`;
    const { headers } = await app.as(practice).get(path);
    await app.as(practice).patch(path).set('If-Match', String(headers['etag'])).send({ durationMinutes: 45 });
    await owner.press('Save the offering');
    await owner.hasFocus('Somebody else changed this offering meanwhile.');
    expect(await at.getByLabel('Length, in minutes').inputValue()).toBe('45');
    await owner.looksAt('meanwhile', page);
    await owner.press('Save the offering');
    await owner.hasFocus('First hour is saved.');
    expect((await app.as(practice).get(path)).body).toMatchObject({ name: 'First hour', durationMinutes: 45 });

    // For this one appointment alone the link is another, which an assistant may say too.
    const booked = await app.books('Ana', practice, practice.offering, '2027-01-12T10:00:00Z');
    await app.sql(`UPDATE appointments SET status = 'confirmed', hold_expires_at = NULL WHERE practice_id = $1`, [
      practice.id,
    ]);
    const { email } = await asMember(app, practice, { role: 'assistant', name: 'Ash Assistant' });
    const ash = await screens.open('studio-place', { size: 'phone', provokes: [400] });
    await ash.goTo(`/studio/appointments/${booked.body.appointment.id}`);
    await ash.fill('E-mail address', email);
    await ash.page.getByLabel('Password').and(ash.page.locator('input')).fill(ownerPassword);
    await ash.press('Sign in');
    await ash.reads('There is no link yet.');
    await ash.press('Use another link');
    await ash.fill('Link for this appointment', 'nowhere');
    await ash.press('Save it');
    await ash.reads('Use the web address of the call; it begins with https://.');
    await ash.looksAt('refused', page);
    await ash.fill('Link for this appointment', 'https://video.example.org/today');
    await ash.press('Save it');
    await ash.hasFocus('Saved. It can be taken back until they are told.');
    await ash.looksAt('saved', page);
    await ash.press('Undo');
    await ash.reads('There is no link yet.');
    await ash.goTo('/studio/settings#offerings');
    await ash.sees('Offerings');
    expect(await ash.page.getByRole('button', { name: /First hour/ }).count()).toBe(0);
  });
});
