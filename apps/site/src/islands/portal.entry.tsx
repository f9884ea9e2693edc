import type { Texts } from '../texts/texts.js';
import { pageData } from './data.js';
import { armExit } from './exit.js';
import { clearWhenIdle } from './idle.js';

armExit();
clearWhenIdle(pageData<{ idle: Texts['idle'] }>().idle);
