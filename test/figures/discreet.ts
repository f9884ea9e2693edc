import { languages, tellingWord, TellingWords, templates } from '#followups';
import { everyMail, tellsIn, type Wishes } from '../support/every-mail.js';
import { Payer } from '../support/payments.js';
import type { TestApp } from '../support/test-app.js';
import { stripeSecretKey } from '../support/test-config.js';

/** What a bystander could read over every template, level and language, and what of it tells. */
export interface Overheard {
  readonly mails: number;
  /** Templates that were never sent although they should have been, by level. */
  readonly unsent: readonly string[];
  readonly telling: readonly string[];
  readonly languages: number;
}

/** Ways to be written to that make a mail look different. */
export const everyWish: readonly Wishes[] = [
  { level: 'discreet' },
  { level: 'discreet', sender: 'office', subject: 'hello' },
  { level: 'time_only' },
  { level: 'time_only', sender: 'front-desk', subject: 'information' },
  { level: 'discreet', own: 'quarrel' },
];

/** Names that say a word of everybody's list, and names that say one of the practice's own. */
const nameTells = everyWish.filter(({ level, sender }) => level === 'discreet' && sender === undefined);

/** Sends every template in every way, from a practice whose own names tell, and looks at each mail and at the card statement. */
export async function overhear(app: TestApp, wishes: readonly Wishes[] = everyWish): Promise<Overheard> {
  const telling: string[] = [];
  const unsent: string[] = [];
  let mails = 0;
  for (const wish of wishes) {
    const sent = await everyMail(app, wish);
    mails += sent.mails.length;
    telling.push(...sent.mails.flatMap((mail) => tellsIn(mail, wish.own)));
    const wanted = Object.keys(templates).filter((name) => wish.level === 'discreet' || name !== 'step');
    unsent.push(...wanted.filter((name) => !sent.templates.includes(name)).map((name) => `${wish.level}: ${name}`));
  }
  telling.push(...(await statementsOf(app)));
  return { mails, unsent, telling, languages: languages.length };
}

/** What a buyer, their bank and their card statement read of one payment: the words that tell. */
async function statementsOf(app: TestApp): Promise<string[]> {
  app.clock.set('2027-01-11T09:00:00Z');
  const practice = await app.given.practice();
  const offering = await app.given.paidOffering(practice, { slug: 'couple-coaching', name: 'Couple coaching' });
  const payer = new Payer(app);
  const booking = await payer.books('Ivy', practice, offering, '2027-01-18T10:00:00Z');
  if ((await payer.pays(booking)) !== 'paid') throw new Error('The payment did not go through.');
  const asked = async (path: string): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${app.stripe.url}/v1/${path}`, {
      headers: { authorization: `Bearer ${stripeSecretKey}` },
    });
    if (!answer.ok) throw new Error(`The provider answered ${answer.status} for ${path}.`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const session = await asked(`checkout/sessions/${booking.sessionId}`);
  const intent = await asked(`payment_intents/${String(session['payment_intent'])}`);
  const { description, statement_descriptor: statement, statement_descriptor_suffix: suffix } = intent;
  if (typeof suffix !== 'string' || typeof description !== 'string') throw new Error('The statement has no words.');
  const words = [description, suffix, typeof statement === 'string' ? statement : ''];
  return words.filter((one) => tellingWord(one) !== null).map((one) => `card statement: ${one}`);
}

/** The control: whoever judges a text finds no word in it, so that names say what they say, and a series too. */
export async function overhearTelling(app: TestApp, wishes: readonly Wishes[] = nameTells): Promise<Overheard> {
  const judges = [app.api, app.worker].map((program) => program.get(TellingWords));
  for (const one of judges) one.judge = () => Promise.resolve(() => null);
  try {
    return await overhear(app, wishes);
  } finally {
    for (const one of judges) Reflect.deleteProperty(one, 'judge');
  }
}
