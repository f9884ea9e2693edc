import { en } from './en.js';

/** The studio's words; further languages take the shape of English. */
export const texts: typeof en = en;
