import { armExit } from './exit.js';

armExit();
