import { bringBookerToLife } from './booker-to-life.js';
import { liveInFrame } from './in-frame.js';

liveInFrame();
bringBookerToLife();
