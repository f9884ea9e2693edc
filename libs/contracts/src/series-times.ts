import { z } from 'zod';
import { SlotExplanation } from './explanations.js';
import { InstantOut, LocalTimeOut, Offset } from './scalars.js';
import { SlotView, TimeChoice } from './slots.js';

/**
 * One time of a series as it comes out. `wished` is what the wall was to read, `local` and `offset` what it reads at `start`;
 * a time that the clock skips or has twice has no start but `choices`. What is `taken` is never lifted; what is `not-offered`
 * may be, with a reason.
 */
export const SeriesOccurrence = z
  .strictObject({
    /** Counted from one. */
    number: z.int().min(1),
    wished: LocalTimeOut,
    start: InstantOut.nullable(),
    end: InstantOut.nullable(),
    local: LocalTimeOut.nullable(),
    offset: Offset.nullable(),
    outcome: z.enum(['free', 'lifted', 'taken', 'not-offered', 'unclear', 'skipped']),
    reasons: SlotExplanation.shape.reasons,
    /** Times near it that are offered. */
    alternatives: z.array(SlotView).max(6),
    choices: z.array(TimeChoice),
  })
  .meta({ id: 'SeriesOccurrence' });
export type SeriesOccurrence = z.infer<typeof SeriesOccurrence>;
