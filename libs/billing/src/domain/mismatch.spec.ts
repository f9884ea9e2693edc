import { mismatches, type Owed } from './mismatch.js';

const owed: Owed = {
  paymentId: 'payment',
  causeId: 'appointment',
  practiceId: 'practice',
  amountMinor: 9500,
  currency: 'GBP',
  account: null,
};

describe('What the provider speaks of', () => {
  it('is ours when everything matches', () => {
    expect(mismatches(owed, { ...owed })).toEqual([]);
  });

  it('is not ours with another amount, currency, account, practice or appointment', () => {
    const faults = { amountMinor: 1, currency: 'EUR', account: 'acct_other', practiceId: 'other', causeId: null };
    for (const [name, value] of Object.entries(faults))
      expect(mismatches(owed, { ...owed, [name]: value })).toEqual([name]);
  });
});
