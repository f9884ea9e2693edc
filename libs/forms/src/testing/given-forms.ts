/** The catalogue of what is said around every form, for tests that say it in other words. */
export { en as formTexts } from '../texts/en.js';
