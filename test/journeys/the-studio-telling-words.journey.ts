import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const page = { budget: { html: 2 * 1024, css: 1024, js: 290 * 1024 }, exit: false };

describe('Words that no mail says, in the studio', () => {
  const app = useTestApp();
  const screens = useScreens(app);
  const own = 'Words of your own, one on each line';

  it('are added by the owner, who reads which follow-ups say one, and what cannot be kept out', async () => {
    const practice = await givenOwnPractice(app);
    const steps = [{ delayMinutes: 60, kind: 'service', subject: 'A thought', body: 'After a quarrel, rest.' }];
    const series = { slug: 'after', name: 'After we met', trigger: 'manual', exitRules: [], steps };
    expect((await app.as(practice).post('/sequences').send(series)).status).toBe(201);
    for (const size of ['phone', 'desk'] as const) {
      const owner = await screens.open(`studio-telling-${size}`, { size, provokes: [400, 412] });
      await signsIn(owner, practice);
      await owner.follow('Settings');
      await owner.sees('Words that no mail says');
      await owner.reads('relationship, couple, coach');
      await owner.fill(own, 'Appointment');
      await owner.press('Save the words');
      await owner.reads('Every mail may say “appointment');
      await owner.fill(own, 'Quarrel\n\n  new start ');
      await owner.press('Save the words');
      await owner.reads('The words are saved');
      expect(await owner.page.getByLabel(own).inputValue()).toBe('quarrel\nnew start');
      await owner.reads('“After we met”, message 1, its text: “quarrel”');
      await owner.looksAt('to reword', page);

      // Somebody else adds one meanwhile: it is shown, and nothing is lost.
      const door = app.as(practice);
      const { revision } = (await door.get('/telling-words')).body as { revision: number };
      const words = ['quarrel', 'new start', 'tide method'];
      await door.put('/telling-words').set('If-Match', `"${revision}"`).send({ words });
      await owner.fill(own, 'new start');
      await owner.press('Save the words');
      await owner.reads('Somebody else changed these words meanwhile.');
      expect(await owner.page.getByLabel(own).inputValue()).toBe('new start\nquarrel\ntide method');
      await owner.fill(own, '');
      await owner.follow('Today');
      await owner.reads('The words are not saved yet.');
      await owner.press('Stay here');
      await owner.press('Save the words');
      await owner.reads('The words are saved');
      expect(await owner.page.getByText('“After we met”').count()).toBe(0);
    }
  });
});
