import { ownerPassword } from '../support/given.js';
import { signsIn as asMember } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const page = { budget: { html: 2 * 1024, css: 1024, js: 290 * 1024 }, exit: false };

describe('A profile in the studio', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  it('is written by its coach, and visitors read it at once', async () => {
    const practice = await givenOwnPractice(app);
    const coach = await screens.open('studio-profile', { size: 'phone', provokes: [400] });
    await signsIn(coach, practice);
    await coach.follow('Settings');
    await coach.fill('Headline', 'Calm talks by the sea');
    await coach.fill('About', 'Olive listens.\n\nShe lives by the sea.');
    await coach.press('Add a link');
    await coach.fill('Link 1, what it says', 'My book');
    await coach.fill('Link 1, web address', 'javascript:alert(1)');
    await coach.press('Add a link');
    await coach.press('Save the profile');
    await coach.reads('Use a web address that begins with https://.');
    await coach.looksAt('refused', page);
    expect(await coach.page.getByLabel('Headline').inputValue()).toBe('Calm talks by the sea');
    expect(await coach.page.getByLabel(/web address/).count()).toBe(1);
    await coach.fill('Link 1, web address', ' https://example.org/book ');
    await coach.press('Save the profile');
    await coach.reads('Your profile is saved');
    // What was saved is the ground of the next change.
    await coach.fill('How you work', 'One small thing at a time.');
    await coach.press('Save the profile');
    await coach.reads('Your profile is saved');
    await coach.looksAt('saved', page);

    const [shown] = await Promise.all([
      coach.page.context().waitForEvent('page'),
      coach.page.getByRole('link', { name: 'See the public page' }).click(),
    ]);
    expect(new URL(shown.url()).pathname).toBe(`/${practice.slug}/olive`);
    for (const words of ['Calm talks by the sea', 'Olive listens.', 'One small thing at a time.'])
      await shown.getByText(words).first().waitFor();
    expect(await shown.getByRole('link', { name: 'My book' }).getAttribute('href')).toBe('https://example.org/book');
  });

  it('is kept from being overwritten unseen, and from those whose it is not', async () => {
    const practice = await givenOwnPractice(app);
    const coach = await screens.open('studio-profile-stale', { size: 'desk', provokes: [412] });
    await signsIn(coach, practice);
    await coach.follow('Settings');
    await coach.looksAt('settings', page);
    const path = `/coaches/${practice.coach.id}`;
    const { revision } = (await app.as(practice).get(path)).body as { revision: number };
    await app
      .as(practice)
      .patch(path)
      .set('If-Match', `"${revision}"`)
      .send({ bio: 'Written elsewhere.', headline: 'Theirs' });
    await coach.fill('Headline', 'Mine');
    await coach.press('Save the profile');
    await coach.reads('Somebody else changed this profile meanwhile.');
    expect((await app.as(practice).get(path)).body).toMatchObject({ bio: 'Written elsewhere.', headline: 'Theirs' });
    // What only they changed is taken over; what both changed stands beside what was typed.
    expect(await coach.page.getByLabel('About').inputValue()).toBe('Written elsewhere.');
    expect(await coach.page.getByLabel('Headline', { exact: true }).inputValue()).toBe('Mine');
    await coach.looksAt('stale', page);
    await coach.press('Take what was written meanwhile: Headline');
    expect(await coach.page.getByLabel('Headline', { exact: true }).inputValue()).toBe('Theirs');
    await coach.fill('Headline', 'Ours');
    await coach.press('Save the profile');
    await coach.reads('Your profile is saved');
    expect((await app.as(practice).get(path)).body).toMatchObject({ bio: 'Written elsewhere.', headline: 'Ours' });

    const { email } = await asMember(app, practice, { role: 'coach', coach: true, name: 'Nora Next' });
    const nora = await screens.open('studio-profile-other', { size: 'desk' });
    await nora.goTo(`/studio/settings?coach=${practice.coach.id}`);
    await nora.fill('E-mail address', email);
    await nora.page.getByLabel('Password').and(nora.page.locator('input')).fill(ownerPassword);
    await nora.press('Sign in');
    await nora.reads('Written elsewhere.');
    expect(await nora.page.getByRole('button', { name: 'Save the profile' }).count()).toBe(0);
  });
});
