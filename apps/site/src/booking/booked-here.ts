/*
 * Where a booking's mails go is told only in the tab in which it was made, and until that is closed or left in a hurry:
 * whoever has the link of a booking later need not learn its address.
 */
const keyOf = (token: string): string => `mails:${token}`;

/** Keeps the address that was just typed. */
export function keepAddress(token: string, email: string): void {
  try {
    sessionStorage.setItem(keyOf(token), email);
  } catch {
    // A browser that is set to keep nothing does without it.
  }
}

/** The address that was typed in this tab; null in any other. */
export function addressKept(token: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(token));
  } catch {
    return null; // A browser that is set to keep nothing.
  }
}

/** Forgets every address. */
export function forgetAddresses(): void {
  try {
    sessionStorage.clear();
  } catch {
    // A browser that is set to keep nothing has nothing to forget.
  }
}
