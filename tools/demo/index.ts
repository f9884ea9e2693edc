/** The first practice of an empty database: the demo, or an owner with a key. */
export { plantFirstPractice, type Planted, type Wishes } from './first-practice.js';
export { histories } from './histories.js';
export { coaches, followUp, offerings, practice, secondCoachEmail } from './practice-words.js';
