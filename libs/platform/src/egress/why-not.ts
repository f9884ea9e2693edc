import type { NotFetchedCode } from './not-fetched.js';

const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
};

/** What a failure of the network means for whoever gave the address. */
export function whyNot(error: unknown, ends: AbortSignal): NotFetchedCode {
  if (ends.aborted) return 'too-slow';
  const code = codeOf(error);
  // A name that leads nowhere and one that leads inside look alike: which names there are inside is nobody's business.
  if (code === 'ENOTFOUND' || code === 'ENODATA') return 'address-not-public';
  if (code === 'HPE_HEADER_OVERFLOW') return 'too-large';
  if (/^Z_|^HPE_/.test(code)) return 'not-readable';
  if (/CERT|_SIGNATURE|^ERR_TLS|^ERR_SSL|^EPROTO$/.test(code)) return 'not-secure';
  return 'no-answer';
}
