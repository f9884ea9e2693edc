import { endOfSession, isAlive, isWorthTouching } from './session-life.js';

const at = (text: string) => new Date(text);

describe('The life of a session', () => {
  it('ends for a member twelve hours after the last visit', () => {
    const session = {
      kind: 'member' as const,
      lastSeenAt: at('2027-01-01T08:00:00Z'),
      expiresAt: at('2027-01-15T08:00:00Z'),
    };
    expect(isAlive(session, at('2027-01-01T19:59:59Z'))).toBe(true);
    expect(isAlive(session, at('2027-01-01T20:00:00Z'))).toBe(false);
  });

  it('ends for a member fourteen days after sign-in, however busy', () => {
    const expiresAt = endOfSession('member', at('2027-01-01T08:00:00Z'));
    const session = { kind: 'member' as const, lastSeenAt: at('2027-01-15T07:59:00Z'), expiresAt };
    expect(isAlive(session, at('2027-01-15T07:59:59Z'))).toBe(true);
    expect(isAlive(session, at('2027-01-15T08:00:00Z'))).toBe(false);
  });

  it('ends for a client a day after the last visit', () => {
    const signedIn = at('2027-01-01T08:00:00Z');
    const session = { kind: 'client' as const, lastSeenAt: signedIn, expiresAt: endOfSession('client', signedIn) };
    expect(isAlive(session, at('2027-01-02T07:59:59Z'))).toBe(true);
    expect(isAlive(session, at('2027-01-02T08:00:00Z'))).toBe(false);
  });

  it('ends for a client a week after sign-in, and a day after the link of a form, however busy', () => {
    const begun = at('2027-01-01T08:00:00Z');
    expect(endOfSession('client', begun)).toEqual(at('2027-01-08T08:00:00Z'));
    expect(endOfSession('client', begun, 'form')).toEqual(at('2027-01-02T08:00:00Z'));
  });

  it('is written down at most once a minute', () => {
    expect(isWorthTouching(null, at('2027-01-01T08:00:00Z'))).toBe(true);
    expect(isWorthTouching(at('2027-01-01T08:00:00Z'), at('2027-01-01T08:00:59Z'))).toBe(false);
    expect(isWorthTouching(at('2027-01-01T08:00:00Z'), at('2027-01-01T08:01:00Z'))).toBe(true);
  });
});
