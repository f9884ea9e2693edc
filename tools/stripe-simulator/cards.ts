import { StripeProblem } from './problem.js';

/** What the bank says about a card. */
export type BankAnswer = 'pays' | 'declines' | 'asks';

export interface TestCard {
  readonly number: string;
  readonly brand: string;
  readonly bank: BankAnswer;
  /** The ready-made payment method of the same card. */
  readonly paymentMethod: string;
  /** What the payment page says about it. */
  readonly says: string;
}

/** The card whose bank wants to hear from its holder. */
export const cardThatAsks: TestCard = {
  number: '4000002500003155',
  brand: 'visa',
  bank: 'asks',
  paymentMethod: 'pm_card_authenticationRequired',
  says: 'asks you to confirm first',
};

export const testCards: readonly TestCard[] = [
  { number: '4242424242424242', brand: 'visa', bank: 'pays', paymentMethod: 'pm_card_visa', says: 'pays' },
  {
    number: '4000000000000002',
    brand: 'visa',
    bank: 'declines',
    paymentMethod: 'pm_card_visa_chargeDeclined',
    says: 'is declined',
  },
  cardThatAsks,
];

/** The card of that number, however it is spaced; undefined if it is none of the test cards. */
export function findCard(number: string): TestCard | undefined {
  const digits = number.replace(/[\s-]/g, '');
  return testCards.find((card) => card.number === digits);
}

export function getCardOf(paymentMethod: string): TestCard {
  const card = testCards.find((one) => one.paymentMethod === paymentMethod);
  if (!card) {
    const known = testCards.map((one) => one.paymentMethod).join(', ');
    throw StripeProblem.invalid(`There is no payment method '${paymentMethod}'; the simulator knows ${known}.`, {
      code: 'resource_missing',
      param: 'payment_method',
    });
  }
  return card;
}
