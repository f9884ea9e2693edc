import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const version = 1;
const ivBytes = 12;
const tagBytes = 16;

/** Where a sealed value belongs; a value moved to another place does not open. */
export type Place = string;

/** A sealed value that does not open: another key, another place, or changed bytes. */
export class CannotOpen extends Error {}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit IV, the place as additional data.
 * Layout: version (1), IV (12), tag (16), ciphertext.
 */
export function seal(key: Buffer, place: Place, plain: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(place, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([version]), iv, cipher.getAuthTag(), body]);
}

/** The opposite of `seal`; throws CannotOpen. */
export function unseal(key: Buffer, place: Place, sealed: Buffer): Buffer {
  if (sealed.length < 1 + ivBytes + tagBytes || sealed[0] !== version) throw new CannotOpen('not a sealed value');
  const iv = sealed.subarray(1, 1 + ivBytes);
  const tag = sealed.subarray(1 + ivBytes, 1 + ivBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place, 'utf8'));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + ivBytes + tagBytes)), decipher.final()]);
  } catch {
    throw new CannotOpen('the key, the place or the bytes are not the ones it was sealed with');
  }
}
