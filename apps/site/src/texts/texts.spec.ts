import { en } from './en.js';
import { pseudo, pseudoText } from './pseudo.js';
import { count, fill } from './texts.js';

describe('A text (item 11)', () => {
  it('takes its values where it says', () => {
    expect(fill('{day} at {time}', { day: 'Monday', time: '10:30' })).toBe('Monday at 10:30');
  });

  it('keeps a value that is written from right to left from turning the words beside it round', () => {
    expect(fill('{name} (2), {zone}', { name: 'שלום', zone: 'London' })).toBe('\u2068שלום\u2069 (2), London');
    expect(fill('{name}', { name: 'مرحبا 12' })).toBe('\u2068مرحبا 12\u2069');
    expect(fill('{name}', { name: 'Zoë Åström 李' })).toBe('Zoë Åström 李');
  });

  it('that lacks a value is a mistake of ours', () => {
    expect(() => fill('{day} at {time}', { day: 'Monday' })).toThrow('{time}');
  });

  it('with a number takes the form its language has for it', () => {
    expect(count(en.common.minutes, 1, 'en-GB')).toBe('1 minute');
    expect(count(en.common.minutes, 50, 'en-GB')).toBe('50 minutes');
    expect(count({ one: '{count} a', few: '{count} b', other: '{count} c' }, 3, 'pl')).toBe('3 b');
  });

  it('in the pseudo-language has no letter of ours but the names of its values', () => {
    expect(pseudoText('Back to {name}')).toBe('Ƀáćķ ŧó {name}');
    const letters = JSON.stringify(Object.values(pseudo(en).booking)).replace(/\{\w+\}/g, '');
    expect(letters.replace(/"\w+":/g, '')).not.toMatch(/[A-Za-z]/);
  });
});
