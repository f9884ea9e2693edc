import { tellingWord, type Telling } from './discreet.js';

const longest = 60;
/** Letters of any script with the marks that names carry; no slashes, colons or signs that a message could be made of. */
const letters = /^[\p{L}\p{M}\d'’‘ʼ.,\- ]+$/u;
const mostDigits = 2;
/** A dot with letters right after it, as in addresses of the web. */
const addressLike = /\.\p{L}{2,}|\bwww\b|\bhttps?\b/iu;

/**
 * A name that may stand in a mail, or null: whoever books types it, so it may be a message to somebody else's mailbox, or
 * tell a bystander what the mail is about.
 */
export function plainName(name: string, telling: Telling = tellingWord): string | null {
  const short = name.trim();
  const digits = short.replace(/\D/g, '').length;
  const plain =
    digits <= mostDigits && short.length > 0 && short.length <= longest && letters.test(short) && /\p{L}/u.test(short);
  return plain && !addressLike.test(short) && telling(short) === null ? short : null;
}
