import type { Type } from '@nestjs/common';
import { ClockController } from './clock.controller.js';
import { OperatorPracticesController } from './practices.controller.js';

/** The controllers of the operator door: who runs the installation. One line each, sorted. */
export const operatorControllers: Type[] = [ClockController, OperatorPracticesController];
