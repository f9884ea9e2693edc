import { bringBookerToLife } from './booker-to-life.js';
import { armExit } from './exit.js';

armExit();
bringBookerToLife();
