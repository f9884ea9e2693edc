/** Whose session it is. */
export type SessionKind = 'member' | 'client';

/** What began it: a sign-in, or the mailed link of one form, which opens that form alone. */
export type SessionOpening = 'sign-in' | 'form';

const minutes = 60_000;
const hours = 60 * minutes;
const days = 24 * hours;

/** How long a session lives, in milliseconds: at most `absolute` after sign-in, and `idle` after it was last seen. */
interface SessionLife {
  readonly absolute: number;
  readonly idle: number;
}

const life: Readonly<Record<SessionKind, SessionLife>> = {
  member: { absolute: 14 * days, idle: 12 * hours },
  // Whoever reads the mailbox can begin one, so it is short.
  client: { absolute: 7 * days, idle: 24 * hours },
};

const formLives = 24 * hours;

/** Writing down every visit would make each read a write; one a minute is exact enough for limits of hours. */
const touchEvery = minutes;

/** The instant after which a session that begins now is over, however busy. */
export function endOfSession(kind: SessionKind, now: Date, opening: SessionOpening = 'sign-in'): Date {
  return new Date(now.getTime() + (opening === 'form' ? formLives : life[kind].absolute));
}

/** Whether a session may still be used. */
export function isAlive(session: { kind: SessionKind; lastSeenAt: Date; expiresAt: Date }, now: Date): boolean {
  return session.expiresAt > now && now.getTime() - session.lastSeenAt.getTime() < life[session.kind].idle;
}

/** Whether a visit now deserves to be written down; also what keeps `last_used_at` of API keys cheap. */
export function isWorthTouching(lastSeenAt: Date | null, now: Date): boolean {
  return lastSeenAt === null || now.getTime() - lastSeenAt.getTime() >= touchEvery;
}
