import { forbiddenWords, senderLabel, tellingWord } from './discreet.js';

describe('Words that give away what a mail is about', () => {
  it('are found whole, inside longer words, and in any case', () => {
    expect(tellingWord('Our PARTNERSHIP')).toBe('partner');
    expect(tellingWord('psychotherapist')).toBe('therap');
    expect(tellingWord('Coaching')).toBe('coach');
    expect(tellingWord('A quiet hour on Monday')).toBeNull();
  });

  it('are found in letters that only look different', () => {
    expect(tellingWord('ｃｏａｃｈ')).toBe('coach');
    expect(tellingWord('co\u00adach')).toBe('coach');
    expect(tellingWord('cou\u200bple')).toBe('couple');
  });

  it('hold at least what was promised', () => {
    for (const word of ['relationship', 'couple', 'coach', 'therapy', 'marriage', 'partner', 'breakup', 'intake'])
      expect(tellingWord(`x${word}x`)).not.toBeNull();
    expect(new Set(forbiddenWords).size).toBe(forbiddenWords.length);
  });

  it('keep a practice’s name out of the sender where the name tells', () => {
    expect(senderLabel('Quiet Harbour', 'Appointments')).toBe('Quiet Harbour');
    expect(senderLabel('Harbour Couples Coaching', 'Appointments')).toBe('Appointments');
    expect(senderLabel('  ', 'Appointments')).toBe('Appointments');
  });
});
