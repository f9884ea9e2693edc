import { z } from 'zod';
import { Instant, InstantOut } from './scalars.js';

/** Moves the one clock of an installation under test: to an instant, or on by some seconds. */
export const ClockRequest = z
  .union([z.strictObject({ now: Instant }), z.strictObject({ advanceSeconds: z.int().min(0).max(3_200_000_000) })])
  .meta({ id: 'ClockRequest' });
export type ClockRequest = z.infer<typeof ClockRequest>;

/** What the clock shows after it was moved. */
export const ClockView = z.strictObject({ now: InstantOut }).meta({ id: 'Clock' });
export type ClockView = z.infer<typeof ClockView>;
