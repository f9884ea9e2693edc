const minutes = 60_000;

/** After so many minutes without private use a session is locked again, and forgets what was answered in it. */
export const idleMinutes = 10;

/** When a session that last showed something private is locked again. */
export function locksAt(privateUsedAt: Date): Date {
  return new Date(privateUsedAt.getTime() + idleMinutes * minutes);
}

/** A session that used nothing private after this instant is locked now. */
export function idleSince(now: Date): Date {
  return new Date(now.getTime() - idleMinutes * minutes);
}

/** What was given again after this instant allows one change of what opens the private parts. */
export function givenSince(now: Date): Date {
  return new Date(now.getTime() - 5 * minutes);
}

/** Whether the private parts are open now: they were opened, and used within the last ten minutes. */
export function isUnlocked(session: { unlockedAt: Date | null; privateUsedAt: Date | null }, now: Date): boolean {
  const { unlockedAt, privateUsedAt } = session;
  return unlockedAt !== null && privateUsedAt !== null && privateUsedAt > idleSince(now);
}
