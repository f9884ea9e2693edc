/// <reference lib="dom" />
import { TaskService } from '#caseload';
import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice, type OwnPractice } from './given-a-practice.js';
import { useScreens, type Screen } from './screens.js';

const page = { budget: { html: 2 * 1024, css: 1024, js: 290 * 1024 }, exit: false };
const ana = { name: 'Ana Ruiz', email: 'ana@example.org', timeZone: 'Europe/Madrid' };

describe('Cases in the studio', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  const given = (): Promise<OwnPractice> =>
    givenOwnPractice(app, { payment: 'none', price: { amount: 0, currency: 'GBP' } });
  const focused = (screen: Screen) => screen.page.evaluate(() => document.activeElement?.textContent ?? '');
  const search = (screen: Screen, group: string, words: string) =>
    screen.page.getByRole('group', { name: group }).getByRole('searchbox').fill(words);

  it('are opened with somebody known and somebody new, and keep what was typed when something is wrong', async () => {
    const practice = await given();
    await app.as(practice).post('/clients').send(ana);
    const coach = await screens.open('studio-open-case', { size: 'phone', provokes: [400] });
    await signsIn(coach, practice);
    await coach.follow('Caseload');
    await coach.follow('Open a case');
    await coach.sees('Open a case');
    await coach.looksAt('empty', page);
    await coach.press('Open the case');
    await coach.reads('Please choose somebody, or add a new person.');
    expect(await coach.page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');

    await coach.choose('For whom', 'A couple');
    await search(coach, 'First person', 'nobody at all');
    await coach.reads('Nobody fits.');
    await search(coach, 'First person', 'ruiz');
    await coach.reads('1 person found');
    expect(await coach.page.getByText('Please choose somebody').count()).toBe(0);
    await coach.looksAt('found', page);
    await coach.press('Choose Ana Ruiz, ana@example.org');
    await coach.press('Add a new person');
    await coach.fill('Name', 'Ben Ode');
    await coach.fill('E-mail address', 'ana@example.org');
    expect(await coach.page.getByLabel('Time zone').inputValue()).toBe('Europe/London');
    await coach.press('Open the case');
    await coach.reads('Each person needs an address of their own.');
    await coach.looksAt('refused', page);
    expect(await coach.page.getByLabel('Name').inputValue()).toBe('Ben Ode');
    await coach.fill('E-mail address', 'ben@example.org');
    await coach.press('Open the case');
    await coach.sees('Ana Ruiz & Ben Ode');
    await coach.reads('Couple · With Olive Owner');
    await coach.looksAt('opened', page);
    expect(new URL(coach.page.url()).pathname).toMatch(/^\/studio\/cases\/[0-9a-f-]{36}$/);
  });

  it('are opened from a person, who is chosen already', async () => {
    const practice = await given();
    const { id } = (await app.as(practice).post('/clients').send(ana)).body as { id: string };
    const coach = await screens.open('studio-open-for', { size: 'desk' });
    await signsIn(coach, practice);
    await coach.goTo(`/studio/clients/${id}`);
    await coach.reads('Not part of a case yet.');
    await coach.looksAt('client', page);
    await coach.follow('Open a case');
    await coach.reads('ana@example.org');
    await coach.looksAt('chosen', page);
    await coach.press('Open the case');
    await coach.sees('Ana Ruiz');
    await coach.reads('Individual · With Olive Owner');
  });

  it('begin, rest and end by the hand of their coach, who may take each step back', async () => {
    const practice = await given();
    await app.books('Ana', practice, practice.offering, '2027-01-12T10:00:00Z');
    const coach = await screens.open('studio-status', { size: 'desk' });
    await signsIn(coach, practice);
    await coach.follow('Caseload');
    await coach.follow('Open the case of Ana');
    await coach.press('Make it active');
    await coach.reads('Now: Active. You can take this back for three minutes.');
    await coach.press('Pause');
    await coach.reads('Now: Paused.');
    expect(await focused(coach)).toContain('Now: Paused.');
    await coach.looksAt('paused', page);
    await coach.press('Undo');
    await coach.reads('Taken back.');
    await coach.reads('You are working together.');

    await coach.press('Close the case');
    await coach.reads('1 appointment is still to come, and will stay.');
    expect(await focused(coach)).toBe('Keep it open');
    await coach.looksAt('closing', page);
    await coach.page.keyboard.press('Escape');
    await coach.press('Close the case');
    await coach.press('Close it');
    await coach.reads('The work is done.');
    await coach.looksAt('closed', page);
    await coach.press('Undo');
    await coach.reads('You are working together.');
    await coach.press('Close the case');
    await coach.press('Close it');
    await coach.reads('Now: Closed.');
    await screens.moveTo('2027-01-11T09:30:00Z');
    await coach.page.reload();
    await coach.reads('The work is done.');
    expect(await coach.page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  });

  it('say who was added and what was asked, and begin anew after it', async () => {
    const practice = await given();
    const made = await app.as(practice).post('/cases').send({ kind: 'family', coach: practice.coach.id });
    const { id } = made.body as { id: string };
    const coach = await screens.open('studio-added', { size: 'phone' });
    await signsIn(coach, practice);
    await coach.goTo(`/studio/cases/${id}`);
    for (const [name, zone] of [
      ['Ana', 'Europe/Madrid'],
      // The place alone says which zone is meant.
      ['Ben', 'new york'],
    ]) {
      await coach.fill('Name', name!);
      await coach.fill('E-mail address', `${name!.toLowerCase()}@example.org`);
      await coach.page.getByLabel('Time zone').fill(zone!);
      await coach.press('Add to the case');
      await coach.reads(`${name} is in the case now.`);
      expect(await coach.page.getByLabel('Name').inputValue()).toBe('');
      expect(await coach.page.getByLabel('E-mail address').inputValue()).toBe('');
    }
    const { participants } = (await app.as(practice).get(`/cases/${id}`)).body as {
      participants: { timeZone: string }[];
    };
    expect(participants.map(({ timeZone }) => timeZone)).toEqual(['Europe/Madrid', 'America/New_York']);
    await coach.choose('Form', 'Before we meet');
    await coach.choose('Of whom', 'Ana');
    await coach.press('Ask a form');
    await coach.reads('Asked. The link goes out as they allow.');
    expect(await coach.page.getByRole('combobox', { name: 'Of whom' }).inputValue()).toBe('');
    await coach.looksAt('asked', page);
    await coach.choose('Of whom', 'Ben');
    expect(await coach.page.getByText('Asked. The link goes out as they allow.').count()).toBe(0);
  });

  it('are listed to the last one, page after page', async () => {
    const practice = await given();
    const as = app.as(practice);
    const { id } = (await as.post('/clients').send(ana)).body as { id: string };
    for (let made = 0; made < 52; made++)
      await as.post('/cases').send({ kind: 'individual', coach: practice.coach.id, clients: [id] });
    const coach = await screens.open('studio-many', { size: 'phone' });
    await signsIn(coach, practice);
    await coach.follow('Caseload');
    await coach.reads('The first 50 cases');
    await coach.press('Show more');
    await coach.reads('52 cases');
    expect(await coach.page.getByRole('link', { name: 'Open the case of Ana Ruiz' }).count()).toBe(52);
    for (let made = 0; made < 51; made++)
      await as.post('/clients').send({ ...ana, name: `Ada ${made}`, email: `ada${made}@example.org` });
    await coach.follow('Everybody you know');
    await coach.reads('The first 50 people');
    await coach.press('Show more');
    await coach.reads('52 people');
    await coach.page.getByRole('searchbox').fill('ruiz');
    await coach.reads('1 person');
    expect(coach.page.url()).toContain('q=ruiz');
    await coach.choose('Who', 'Clients');
    await coach.reads('Nobody fits.');
    await coach.choose('Who', 'Everybody');
    await coach.looksAt('people', page);
    await coach.follow('Ana Ruiz');
    await coach.press('Show more');
    await coach.page.getByRole('button', { name: 'Show more' }).waitFor({ state: 'detached' });
    expect(await coach.page.getByRole('link', { name: 'Individual · Ana Ruiz' }).count()).toBe(52);
    await coach.looksAt('client', page);
  });

  it('lead from a message that may not have arrived to whom it was for', async () => {
    const practice = await given();
    await app.books('Ana', practice, practice.offering, '2027-01-12T10:00:00Z');
    await app.settle();
    // As delivery leaves it where the mail server hung up after the last word.
    await app.db.inPractice({ practiceId: practice.id, actor: { kind: 'system' } }, async (tx) => {
      const [sent] = await tx.query<{ id: string }>(
        `UPDATE messages SET status = 'outcome_unknown', reason = 'outcome-unknown'
         WHERE template = 'confirmation' AND client_id IS NOT NULL RETURNING id`,
      );
      await app.api.get(TaskService).raiseAboutMessage(tx, sent!.id);
    });
    const coach = await screens.open('studio-doubt', { size: 'phone' });
    await signsIn(coach, practice);
    await coach.reads('It is not known whether a message arrived.');
    await coach.reads('Confirmation');
    await coach.looksAt('today', page);
    await coach.follow(/^Open: Ana, .*It is not known whether a message arrived\.$/);
    await coach.reads('It is not known whether this message arrived.');
    await coach.reads('Not known');
    await coach.reads('How to reach them');
    await coach.looksAt('client', page);
    await coach.follow('Today');
    await coach.press(/^Done: Ana, .*It is not known whether a message arrived\.$/);
    await coach.reads('Nothing waits for you.');
  });
});
