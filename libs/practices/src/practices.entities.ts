import { Coach } from './coach.entity.js';
import { PracticeSettings } from './practice-settings.entity.js';
import { Practice } from './practice.entity.js';

/** The tables of this library, one class each. */
export const practicesEntities = [Coach, Practice, PracticeSettings];
