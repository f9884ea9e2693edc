import type { Type } from '@nestjs/common';
import { StripeWebhookController } from './stripe.controller.js';

/** The controllers of the webhook door: calls from other systems, proved by signature. One line each, sorted. */
export const webhooksControllers: Type[] = [StripeWebhookController];
