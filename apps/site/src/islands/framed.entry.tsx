import { liveInFrame } from './in-frame.js';

liveInFrame();
