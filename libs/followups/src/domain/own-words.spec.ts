import { namesOfTimes, neutralTexts } from '../texts/neutral-texts.js';
import { languages, textsFor } from '../texts/texts.js';
import { tellingWord } from './discreet.js';
import { faultsOfOwnWords, ownWordsOf } from './own-words.js';

const ours = languages.flatMap((language) => [
  ...Object.values(neutralTexts(textsFor(language))),
  namesOfTimes(language),
]);
const refused = (...words: string[]) => faultsOfOwnWords(words, ours);

describe('A practice’s own telling words', () => {
  it('are kept comparable, each once', () => {
    expect(ownWordsOf(['  Quarrel ', 'ＱＵＡＲＲＥＬ', 'quar\u00adrel', 'New\tstart'])).toEqual([
      'quarrel',
      'new start',
    ]);
  });

  it('are found as everybody’s are: in any letters, inside longer words, over the end of a line', () => {
    const own = ownWordsOf(['Quarrel', 'fresh start']);
    expect(tellingWord('About your QUARRELS', own)).toBe('quarrel');
    expect(tellingWord('quar\u200brel', own)).toBe('quarrel');
    expect(tellingWord('A fresh\nstart', own)).toBe('fresh start');
    expect(tellingWord('About your partner', own)).toBe('partner');
    expect(tellingWord('A quiet hour', own)).toBeNull();
  });

  it('are refused where our own mails say them, with the word that does', () => {
    expect(refused('quarrel', 'Appointment')).toEqual([
      expect.objectContaining({ path: 'words.1', message: expect.stringContaining('“appointment”') }),
    ]);
    for (const [word, said] of [
      ['ex', 'next|existing|expected|mexico'],
      ['point', 'appointments?'],
      ['front desk', 'front desk'],
      ['Sunday', 'sunday'],
      ['may', 'may'],
      ['lisbon', 'lisbon'],
      // Names that the runtime takes and does not list.
      ['kolkata', 'kolkata'],
      ['kyiv', 'kyiv'],
      ['pacific', 'pacific'],
    ] as const)
      expect([word, refused(word)[0]?.message]).toEqual([
        word,
        expect.stringMatching(new RegExp(`Every mail may say “(${said})”`)),
      ]);
  });

  it('have two characters and a letter, once what nobody sees is gone', () => {
    for (const word of ['q\u00ad', '\u200b\u200bx', '24', '--'])
      expect([word, refused(word)[0]?.message]).toEqual([word, expect.stringContaining('two characters')]);
    expect(refused('Zwist', 'раздор', '喧嘩')).toEqual([]);
  });

  it('are looked for in every text of ours: none of them tells by anybody’s list either', () => {
    expect(ours.flatMap((text) => tellingWord(text) ?? [])).toEqual([]);
    expect(ours.every((text) => text.trim() !== '')).toBe(true);
  });
});
