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

  it('are found behind everything that is never drawn, which also parts a letter from its accent', () => {
    for (const unseen of ['\u034f', '\u115f', '\u3164', '\ufe0f', '\u{e0100}', '\u{e0061}'])
      expect(tellingWord(`co${unseen}ach`)).toBe('coach');
    expect(tellingWord('cafe\u034f\u0301', ['caf\u00e9'])).toBe('caf\u00e9');
  });

  it('are found in Cyrillic and Greek letters that look like Latin ones, in either case', () => {
    expect(tellingWord('\u0441\u043e\u0430\u0441h')).toBe('coach');
    expect(tellingWord('\u0421\u041e\u0410\u0421\u041d')).toBe('coach');
    expect(tellingWord('\u03a1\u0391RTNER')).toBe('partner');
    expect(tellingWord('c\u03bfuple')).toBe('couple');
  });

  it('of a practice are found as they are written, in Cyrillic and Greek too, in any case', () => {
    expect(tellingWord('\u0412\u0435\u0440\u0430', ['\u0432\u0435\u0440\u0430'])).toBe('\u0432\u0435\u0440\u0430');
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
