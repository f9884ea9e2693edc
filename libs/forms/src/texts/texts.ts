import { en } from './en.js';

/** The words of this lib; further languages take the shape of English. */
export const texts: typeof en = en;
