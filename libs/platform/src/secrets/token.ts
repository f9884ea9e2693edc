import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isId } from '../ids.js';

/**
 * A secret we hand out: the practice's id, an underscore, 256 random bits in base64url. The id tells which
 * practice's rows to look in; only the SHA-256 of the whole is stored.
 */
export interface Token {
  readonly text: string;
  readonly hash: Buffer;
}

export function newToken(practiceId: string): Token {
  const text = `${practiceId}_${randomBytes(32).toString('base64url')}`;
  return { text, hash: hashToken(text) };
}

export function hashToken(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

/** The practice a token belongs to, or null when the text is not one of ours. */
export function practiceOfToken(text: string): string | null {
  const practiceId = text.slice(0, 36);
  return isId(practiceId) && /^_[A-Za-z0-9_-]{20,200}$/.test(text.slice(36)) ? practiceId : null;
}

/** Compares two secrets in a time that does not depend on where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(hashToken(a), hashToken(b));
}
