import { hashToken } from '#platform';
import { isCsrfToken } from './door-cookies.js';

describe('the token of a session', () => {
  it('is known by its hash alone', () => {
    expect(isCsrfToken('the token', hashToken('the token'))).toBe(true);
    expect(isCsrfToken('another', hashToken('the token'))).toBe(false);
    expect(isCsrfToken(undefined, hashToken(''))).toBe(false);
    expect(isCsrfToken(['the token'], hashToken('the token'))).toBe(false);
  });
});
