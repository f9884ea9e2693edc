import type { Type } from '@nestjs/common';
import { PublicPracticesController } from './practices.controller.js';

/** The controllers of the public door: what anyone may call. One line each, sorted. */
export const publicControllers: Type[] = [PublicPracticesController];
