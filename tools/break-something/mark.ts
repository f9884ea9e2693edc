import { randomBytes } from 'node:crypto';

/** A few letters that tell one press, or one practice, from all others. */
export const newMark = (): string => randomBytes(4).toString('hex');
