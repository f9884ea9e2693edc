import { everyDay } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice, type OwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const page = { budget: null, exit: false };
const free = { payment: 'none', price: { amount: 0, currency: 'GBP' } };

describe('Two coaches in two zones', () => {
  const app = useTestApp();
  const screens = useScreens(app);
  const withBirgitta = /with Birgitta, Stockholm time/;

  /** Olive in London and Birgitta in Stockholm, each with a client on 11 January; Olive asks for a form of hers. */
  async function givenTwo(): Promise<OwnPractice> {
    const practice = await givenOwnPractice(app, free);
    const timeZone = 'Europe/Stockholm';
    const birgitta = await app.given.coach(practice, { name: 'Birgitta', timeZone, weekly: everyDay });
    const hers = await app.given.offering(practice, { name: 'A long walk', coachIds: [birgitta.id] });
    await app.books('Ana', practice, practice.offering, '2027-01-11T10:00:00Z');
    await app.books('Ben', practice, hers, '2027-01-11T12:00:00Z');
    await app.books('Cara', practice, hers, '2027-01-12T12:00:00Z');
    await app.settle();
    return practice;
  }

  it.each(['phone', 'desk'] as const)(
    'name whose clock a colleague’s time stands on, wherever it is listed (%s)',
    async (size) => {
      const practice = await givenTwo();
      const coach = await screens.open(`two-zones-${size}`, { size, provokes: [401] });
      const row = (words: RegExp) => coach.page.getByRole('listitem').filter({ hasText: words }).first().innerText();
      await signsIn(coach, practice);
      await coach.follow('Show everybody’s');
      await coach.reads('13:00');
      expect(await row(/13:00.*Ben/s)).toMatch(withBirgitta);
      expect(await row(/13:00.*Ben/s)).toContain('12:00 for your client, London time');
      expect(await row(/Tue 12 Jan, 13:00.*Cara/s)).toMatch(withBirgitta);
      expect(await row(/10:00.*Ana/s)).not.toContain('Olive');
      await coach.looksAt('everybodys', page);
      await coach.follow('Caseload');
      await coach.sees('Caseload');
      await coach.reads('Next: Mon 11 Jan, 13:00, Stockholm time');
      await coach.reads(/^Next: Mon 11 Jan, 10:00$/);
      await coach.looksAt('caseload', page);
      await coach.follow('Open the case of Ben');
      await coach.reads('Mon 11 Jan, 13:00');
      expect(await row(/Mon 11 Jan, 13:00/)).toMatch(withBirgitta);
      await coach.looksAt('case', page);
    },
  );
});
