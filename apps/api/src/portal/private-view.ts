import type { PrivateAccessView } from '#contracts';
import type { PrivateState } from '#identity';
import { instant } from '#platform';

/** How a client's private parts stand, as it leaves. Which devices they have is for nobody who shares the mailbox. */
export function privateView(state: PrivateState): PrivateAccessView {
  const { pin, passkeys, unlocked, lockedUntil, needsCode, maySet, wrongTries, idleMinutes } = state;
  return {
    factors: {
      pin,
      passkeys: passkeys.map(({ id, name, host, createdAt }) => ({
        id,
        name: unlocked ? name : '',
        host,
        createdAt: instant(createdAt),
      })),
    },
    unlocked,
    lockedUntil: lockedUntil && instant(lockedUntil),
    needsCode,
    maySet,
    wrongTries,
    idleMinutes,
  };
}
