/** The catalogue from which every mail is written, for tests that say it in other words. */
export { en as mailTexts } from '../texts/en.js';
