import type { ReturnUrls } from '#billing';
import type { Config } from '#platform';

/** The page on which the owner of a secret manages their appointment; the secret is its last segment. */
export function manageUrlOf({ PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>, token: string): string {
  return `${PUBLIC_URL}/a/${token}`;
}

/** Where the payer comes back to, paid or not. */
export function returnUrlsOf(config: Pick<Config, 'PUBLIC_URL'>, token: string): ReturnUrls {
  const manageUrl = manageUrlOf(config, token);
  return { successUrl: `${manageUrl}/paid`, cancelUrl: manageUrl };
}
