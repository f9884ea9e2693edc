import { hashToken } from '#platform';
import { isCsrfToken, isOwnOrigin } from './door-cookies.js';

describe('the origin of a call', () => {
  const site = 'https://rapport.example';
  it.each([
    [undefined, 'rapport.example', true],
    ['https://rapport.example', 'anything', true],
    ['https://coach.example', 'coach.example', true],
    ['https://rapport.example.evil.example', 'rapport.example', false],
    ['https://evil.example', 'rapport.example', false],
    ['http://rapport.example:8080', 'rapport.example', false],
    ['null', 'rapport.example', false],
    ['', 'rapport.example', false],
  ])('%s at the host %s is ours: %s', (origin, host, ours) => {
    expect(isOwnOrigin(origin, host, site)).toBe(ours);
  });
});

describe('the token of a session', () => {
  it('is known by its hash alone', () => {
    expect(isCsrfToken('the token', hashToken('the token'))).toBe(true);
    expect(isCsrfToken('another', hashToken('the token'))).toBe(false);
    expect(isCsrfToken(undefined, hashToken(''))).toBe(false);
    expect(isCsrfToken(['the token'], hashToken('the token'))).toBe(false);
  });
});
