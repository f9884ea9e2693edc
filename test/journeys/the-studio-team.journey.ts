import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const page = { budget: { html: 2 * 1024, css: 1024, js: 290 * 1024 }, exit: false };

describe('The team, in the studio', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  it('is invited by its owner, asked once more, joins, and is ended', async () => {
    const practice = await givenOwnPractice(app);
    const owner = await screens.open('studio-team', { size: 'phone', provokes: [409] });
    await signsIn(owner, practice);
    await owner.follow('Settings');
    await owner.fill('E-mail address', 'nora@example.org');
    await owner.choose('Role', 'Assistant');
    await owner.reads('Looks after calendar and people. Never sees notes or answers.');
    await owner.press('Send the invitation');
    await owner.hasFocus('An invitation is on its way to nora@example.org.');
    await owner.looksAt('invited', page);
    await owner.fill('E-mail address', 'nora@example.org');
    await owner.press('Send the invitation');
    await owner.reads('is invited already');
    await owner.press('Send the invitation to nora@example.org again');
    await owner.reads('The invitation to nora@example.org is on its way again.');
    await app.settle();
    const mails = app.mailbox.messages('nora@example.org');
    expect(mails).toHaveLength(2);

    const link = /https?:\/\/\S+\/studio\/invitation\/\S+/.exec(mails.at(-1)!.text)![0];
    const nora = await screens.open('studio-team-nora', { size: 'desk', provokes: [401] });
    await nora.goTo(link);
    await nora.fill('Your name', 'Nora Next');
    await nora.page.locator('input[type=password]').fill('a first long password');
    await nora.press('Accept the invitation');
    await nora.sees('Today');
    await nora.follow('Settings');
    await nora.sees('Settings');
    expect(await nora.page.getByRole('heading', { name: 'Team' }).count()).toBe(0);

    await owner.page.reload();
    await owner.press('Remove Nora Next');
    await owner.reads('They are signed out and can come in no more');
    await owner.looksAt('asked', page);
    await owner.press('Remove from the team');
    await owner.reads('Nora Next is no longer in the team.');
    // Nobody ends their own place by mistake.
    expect(await owner.page.getByRole('button', { name: 'Remove Olive Owner' }).count()).toBe(0);
    await nora.follow('Today');
    await nora.sees('Sign in');
  });

  it('has a coach with a page and hours before they ever sign in, and one who owns the practice (issue 4, item 1)', async () => {
    const practice = await givenOwnPractice(app);
    const owner = await screens.open('studio-team-coach', { size: 'phone', provokes: [409] });
    const { page: at } = owner;
    await signsIn(owner, practice);
    await owner.follow('Settings');
    await owner.follow('Team');
    await owner.fill('E-mail address', 'nora@example.org');
    await owner.fill('What they are called, as clients read it', 'Nora Next');
    const address = at.getByRole('textbox', { name: 'Last part of the address of their page' });
    expect(await address.inputValue()).toBe('nora-next');
    await address.fill(practice.coach.slug);
    await owner.press('Add the coach');
    await owner.reads('Another coach has this address. Please choose a different one.');
    await owner.looksAt('refused', page);
    await address.fill('nora');
    await owner.press('Add the coach');
    await owner.hasFocus('Nora Next has a public page now.');
    await owner.reads('An invitation is on its way to nora@example.org.');
    await owner.looksAt('added', page);
    await owner.follow('Set the hours');
    await at.waitForURL(/coach=/);
    await owner.press('Add hours on Monday');
    await owner.press('Save the hours');
    await owner.reads('Your hours are saved.');
    await at.goto(new URL(`/${practice.slug}/nora`, at.url()).href);
    await owner.sees('Nora Next');
  });

  it('is looked at by its owner on a desk', async () => {
    const practice = await givenOwnPractice(app);
    const owner = await screens.open('studio-team-desk', { size: 'desk' });
    await signsIn(owner, practice);
    await owner.follow('Settings');
    await owner.sees('Team');
    await owner.looksAt('settings', page);
  });
});
