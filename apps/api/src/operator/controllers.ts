import type { Type } from '@nestjs/common';

/** The controllers of the operator door: who runs the installation. One line each, sorted. */
export const operatorControllers: Type[] = [];
