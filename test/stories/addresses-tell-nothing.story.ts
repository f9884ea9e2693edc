import { nameWhoSaidNever, withoutSuppressions } from '../figures/invitations.js';
import { Addresses, tellByTime, tellByWords, type Compared } from '../figures/oracle.js';
import { standardScore } from '../figures/two-samples.js';
import { TestApp } from '../support/test-app.js';

describe('The figure "invitations" (invariant 12), in small (item 2)', () => {
  const app = new TestApp();
  beforeAll(() => app.start());
  afterAll(() => app.stop());

  it('counts one mail in all to somebody who said "never again", over 30 bookings with their address', async () => {
    const outcome = await nameWhoSaidNever(app, 30);
    expect(outcome).toMatchObject({ bookings: 30, mails: 1, strangeAnswers: [] });
    expect(outcome.otherMails).toBeGreaterThan(30);
  });

  it('counts more once the check of what must not be mailed is taken away', async () => {
    await app.mailbox.clear();
    const putBack = withoutSuppressions(app);
    const outcome = await nameWhoSaidNever(app, 5);
    putBack();
    expect(outcome.mails).toBeGreaterThan(1);
  });
});

describe('The figure "oracle" (P9, invariant 12), in small (item 2)', () => {
  const app = new TestApp();
  const addresses = new Addresses(app, 25);
  beforeAll(async () => {
    await app.start();
    await addresses.prepare();
  });
  afterAll(async () => {
    addresses.close();
    await app.stop();
  });
  const tellsNothing = ({ telling, score }: Compared) => {
    expect(telling).toEqual([]);
    expect(Math.abs(score)).toBeLessThan(3.9);
  };
  const asksTheSame = ({ statements }: Compared) => expect(statements).toEqual([]);

  it('hears the same, as fast, for known and unknown addresses: sign-in, new password, wrong password (published failure: yes/no oracle on an address)', async () => {
    for (const ask of ['signIn', 'passwordReset'] as const) tellsNothing(await addresses[ask]());
    const wrongPassword = await addresses.memberSignIn();
    tellsNothing(wrongPassword);
    // It finds a user or none, behind a hash that takes a thousand times as long: so a difference here is noticed.
    expect(wrongPassword.statements).toHaveLength(2);
  });

  it('hears the same, as fast, and has the database do the same, whoever is booking, named or invited', async () => {
    for (const ask of ['booking', 'naming', 'invite'] as const) {
      const compared = await addresses[ask]();
      tellsNothing(compared);
      asksTheSame(compared);
    }
  });

  it('notices a leak in time, and one in words', async () => {
    await tellByTime(app, 100);
    expect((await addresses.naming()).score).toBeGreaterThan(3.9);
    await tellByWords(app);
    expect((await addresses.naming()).telling.length).toBeGreaterThan(0);
  });
});

describe('The score of two samples', () => {
  it('is 0 where they are alike, whatever their order, and where nothing differs', () => {
    expect(standardScore([1, 2, 3], [3, 2, 1])).toBe(0);
    expect(standardScore([7, 7], [7, 7, 7])).toBe(0);
  });

  it('is that of the U test: 5 pairs of 20 in which the first is larger, where 10 are to be expected', () => {
    expect(standardScore([1, 2, 3, 5, 9], [4, 6, 7, 8])).toBeCloseTo((5 - 10) / Math.sqrt((5 * 4 * 10) / 12), 10);
    expect(standardScore([4, 6, 7, 8], [1, 2, 3, 5, 9])).toBeCloseTo((15 - 10) / Math.sqrt((5 * 4 * 10) / 12), 10);
  });
});
