import setUpServer from '../support/global-setup.mjs';
import tearDownServer from '../support/global-teardown.mjs';
import { TestApp } from '../support/test-app.js';
import { atMost, exactly, measure, moreThan, told, type Figure } from './figure.js';
import { Addresses, tellByTime, tellByWords, type Compared } from './oracle.js';

const tries = 2000;
/** Beyond it once in ten thousand comparisons of two samples from one distribution. */
const noise = 3.9;

function figuresOf(name: string, { tries: asked, medians, score, telling }: Compared): Figure[] {
  return [
    exactly(`oracle.${name}.tries`, asked, 'tries with known, and as many with unknown addresses', tries),
    exactly(`oracle.${name}.telling`, telling.length, 'answers that differ in status, headers or words', 0),
    atMost(`oracle.${name}.score`, Math.abs(score), 'standard deviations between their times', noise),
    told(`oracle.${name}.known`, medians.known, 'ms, median'),
    told(`oracle.${name}.unknown`, medians.unknown, 'ms, median'),
  ];
}

/** Beside them, where the tries run one at a time and nothing hides it, what the database is asked. */
function figuresAlone(name: string, compared: Compared): Figure[] {
  const { length } = compared.statements;
  return [
    ...figuresOf(name, compared),
    exactly(`oracle.${name}.statements`, length, 'statements that run, or find rows, for one kind of address alone', 0),
  ];
}

/** P9 and invariant 12: neither words, status, headers nor time tell whether an address is known. */
await measure(async (say) => {
  await setUpServer();
  const app = new TestApp();
  const addresses = new Addresses(app, tries);
  const control = new Addresses(app, tries / 4);
  try {
    await app.start();
    await addresses.prepare();
    const figures: Figure[] = [];
    let found = 0;
    for (const [name, ask, figuresFor] of [
      ['sign-in', addresses.signIn, figuresOf],
      ['password-reset', addresses.passwordReset, figuresOf],
      ['wrong-password', addresses.memberSignIn, figuresOf],
      ['booking', addresses.booking, figuresAlone],
      ['naming', addresses.naming, figuresAlone],
      ['invite', addresses.invite, figuresAlone],
    ] as const) {
      say(`${name}: ${tries} tries each`);
      const compared = await ask();
      for (const line of [...compared.telling, ...compared.statements]) say(line);
      figures.push(...figuresFor(name, compared));
      // A user is there to be found, or is not: the hash that follows is what hides it.
      if (name === 'wrong-password') found = compared.statements.length;
    }
    say('The same with a leak of ten milliseconds, then with one in words');
    await control.prepare();
    await tellByTime(app, 10);
    const slow = await control.naming();
    await tellByWords(app);
    const refused = await control.naming();
    return [
      ...figures,
      moreThan('oracle.control.score', slow.score, 'standard deviations, with a leak of 10 ms', noise),
      moreThan('oracle.control.statements', found, 'statements that find rows for one kind alone: a wrong password', 0),
      moreThan('oracle.control.telling', refused.telling.length, 'answers that differ, with a leak in words', 0),
    ];
  } finally {
    addresses.close();
    control.close();
    await app.stop();
    await tearDownServer();
  }
});
