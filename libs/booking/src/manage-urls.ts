import type { ReturnUrls } from '#billing';

/** The page on which the owner of a secret manages their appointment; the secret is its last segment. */
export function manageUrlOf(address: string, token: string): string {
  return `${address}/a/${token}`;
}

/** Where the payer comes back to, paid or not. */
export function returnUrlsOf(address: string, token: string): ReturnUrls {
  const manageUrl = manageUrlOf(address, token);
  return { successUrl: `${manageUrl}/paid`, cancelUrl: manageUrl };
}
