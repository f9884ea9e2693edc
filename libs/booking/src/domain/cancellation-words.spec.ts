import { explain, explainDone, explainForTwo } from './cancellation-words.js';

const pounds = { currency: 'GBP', locale: 'en-GB' };

describe('What is said about cancelling', () => {
  it('names the fee and what comes back', () => {
    expect(explain({ feeMinor: 0, refundMinor: 0, ...pounds })).toBe('Cancelling costs nothing.');
    expect(explain({ feeMinor: 0, refundMinor: 9500, ...pounds })).toBe('Cancelling costs nothing. You get £95 back.');
    expect(explain({ feeMinor: 4750, refundMinor: 4750, ...pounds })).toBe(
      'Cancelling this late costs £47.50. You get £47.50 back.',
    );
  });

  it('names both ways it may go where two people come', () => {
    expect(explainForTwo({ feeMinor: 0, refundMinor: 9000, ...pounds })).toBe(
      'If nobody else is coming, the appointment ends and £90 goes back to you. If somebody is, it goes on and the payment stays with it.',
    );
    expect(explainForTwo({ feeMinor: 9000, refundMinor: 0, ...pounds })).toContain(
      'nothing goes back to you, this late',
    );
    expect(explainForTwo({ feeMinor: 4500, refundMinor: 4500, ...pounds })).toContain(
      '£45 goes back to you; cancelling this late costs £45. If somebody is',
    );
    expect(explainForTwo({ feeMinor: 0, refundMinor: 0, ...pounds })).toContain('Cancelling costs nothing');
  });

  it('names afterwards what it did', () => {
    expect(explainDone({ feeMinor: 0, refundMinor: 0, ...pounds })).toBe('Cancelling cost nothing.');
    expect(explainDone({ feeMinor: 0, refundMinor: 9500, ...pounds })).toBe('You get £95 back. It is on its way.');
    expect(explainDone({ feeMinor: 9500, refundMinor: 0, ...pounds })).toBe(
      'Cancelling this late cost £95, which is all that was paid.',
    );
    expect(explainDone({ feeMinor: 4750, refundMinor: 4750, ...pounds })).toBe(
      'Cancelling this late cost £47.50. You get £47.50 back. It is on its way.',
    );
  });

  it('counts minor units as the currency does', () => {
    expect(explain({ feeMinor: 0, refundMinor: 9500, currency: 'JPY', locale: 'en-GB' })).toContain('JP¥9,500');
  });
});
