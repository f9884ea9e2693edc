import { Payer, type MadeBooking } from './payments.js';
import type { GivenOffering, GivenPractice } from './given.js';
import type { TestApp } from './test-app.js';

/** An agreed appointment of somebody new who knows of it, with what each is told from here on. */
export interface AgreedTime {
  readonly practice: GivenPractice;
  readonly offering: GivenOffering;
  readonly booking: MadeBooking;
  /** The subjects of the mails to the client, and to the coach. */
  readonly client: () => string[];
  readonly coach: () => string[];
  /** The client's last mail. */
  readonly letter: () => ReturnType<TestApp['mailbox']['messages']>[number];
}

let people = 0;

/** Somebody new has an agreed appointment and knows of it; mailboxes are empty since. */
export async function anAgreedTime(app: TestApp, start: string, { paid = false } = {}): Promise<AgreedTime> {
  const name = `Cara${(people += 1)}`;
  const payer = new Payer(app);
  const practice = await app.given.practice();
  const offering = paid ? await app.given.paidOffering(practice) : await app.given.offering(practice);
  const booking = await payer.books(name, practice, offering, start);
  if (paid) await payer.pays(booking);
  await app.settle();
  await app.mailbox.clear();
  const subjects = (address: string) => app.mailbox.messages(`${address}@example.org`).map(({ subject }) => subject);
  return {
    practice,
    offering,
    booking,
    client: () => subjects(name.toLowerCase()),
    coach: () => subjects(practice.coach.slug),
    letter: () => app.mailbox.messages(`${name.toLowerCase()}@example.org`).at(-1)!,
  };
}
