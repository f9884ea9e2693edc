import { z } from 'zod';
import { DateOnly, InstantOut } from './scalars.js';

/** The process is alive. */
export const HealthView = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });
export type HealthView = z.infer<typeof HealthView>;

/** How one part does; `detail` says what to look at, `since` how long it has been so, where that is known. */
export const PartHealth = z
  .strictObject({
    status: z.enum(['ok', 'degraded', 'down']),
    detail: z.string().optional(),
    since: InstantOut.optional(),
  })
  .meta({ id: 'PartHealth' });
export type PartHealth = z.infer<typeof PartHealth>;

/** Whether the installation can serve; `degraded` names what is down beside the API. */
export const ReadinessView = z
  .strictObject({
    status: z.enum(['ready', 'not_ready']),
    degraded: z.array(z.string()),
    now: InstantOut,
    timeZoneData: z.string(),
    helpLinesCheckedOn: DateOnly.nullable(),
    parts: z.strictObject({
      database: PartHealth,
      keys: PartHealth,
      queue: PartHealth,
      worker: PartHealth,
      mail: PartHealth,
      payments: PartHealth,
      clock: PartHealth,
      timeZones: PartHealth,
      helpLines: PartHealth,
    }),
  })
  .meta({ id: 'Readiness' });
export type ReadinessView = z.infer<typeof ReadinessView>;
