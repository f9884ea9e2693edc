import type { Chapter } from './scene.js';
import { booking } from './scenes/booking.js';
import { breaking } from './scenes/breaking.js';
import { named } from './scenes/named.js';
import { privacy } from './scenes/privacy.js';
import { everyDay, studio } from './scenes/studio.js';

/** The path that is built, from the first page to what survives being broken. */
export const chapters: readonly Chapter[] = [booking, privacy, studio, named, everyDay, breaking];
