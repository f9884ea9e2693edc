import type { Type } from '@nestjs/common';

/** The controllers of the webhook door: calls from other systems, proved by signature. One line each, sorted. */
export const webhooksControllers: Type[] = [];
