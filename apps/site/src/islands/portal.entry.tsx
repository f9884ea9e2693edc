import type { Texts } from '../texts/texts.js';
import { pageData } from './data.js';
import { armExit, shutsPrivateParts } from './exit.js';
import { clearWhenIdle } from './idle.js';

const { csrfToken, idle } = pageData<{ csrfToken: string; idle: Texts['idle'] }>();

armExit(shutsPrivateParts(csrfToken));
clearWhenIdle(idle);
