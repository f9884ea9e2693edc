import { plainName } from './greeting.js';

describe('A name in a greeting', () => {
  it.each([
    'Ana',
    'Ana Ruiz',
    'Ana-Lena O’Neil',
    "Ó'Súilleabháin",
    'J. R. Smith',
    '李小龍',
    'Иван Петров',
    'Ana 2nd',
    'Zoë van der Berg, Jr.',
  ])('is used as it was given: %s', (name) => {
    expect(plainName(name)).toBe(name);
  });

  it.each([
    'Couple therapy, see https://evil.example/pay',
    'pay at evil.example',
    'evil.example/x',
    'www.evil',
    'Your coach',
    'cou\u00adple',
    'Ana call 0207 946 0000',
    'Ana 12345',
    'ana@example.org',
    'Ana <b>',
    'Ana: you owe us',
    'Ana! Click here',
    'x'.repeat(61),
    '   ',
  ])('is left out where it is no plain name: %s', (name) => {
    expect(plainName(name)).toBeNull();
  });
});
