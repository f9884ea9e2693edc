import { z } from 'zod';
import { Id, Instant, LocalTime, TimeZone } from './scalars.js';

/**
 * Why something came out as it did: every "why" is answered in this shape. Each reason names its rule, says it in words for
 * people, and leads to the page where it can be changed, where there is one.
 */
export interface Explanation {
  readonly outcome: string;
  readonly reasons: readonly { readonly rule: string; readonly text: string; readonly link: string | null }[];
}

type Names = readonly [string, ...string[]];

/** The shape of an explanation with these outcomes and rules. */
const explanation = <Outcomes extends Names, Rules extends Names>(outcomes: Outcomes, rules: Rules) =>
  z.strictObject({
    outcome: z.enum(outcomes),
    reasons: z.array(z.strictObject({ rule: z.enum(rules), text: z.string(), link: z.string().nullable() })),
  });

/** The start somebody asks about: an instant, or a time on the wall of a place. */
export const SlotExplainQuery = z
  .strictObject({
    offering: Id,
    coach: Id,
    start: Instant.optional(),
    local: LocalTime.optional(),
    timeZone: TimeZone.optional(),
  })
  .superRefine(({ start, local, timeZone }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (start !== undefined && local !== undefined) fault('local', 'Leave it out where start is given.');
    if (start !== undefined && timeZone !== undefined) fault('timeZone', 'Leave it out where start is given.');
    if (start === undefined && local === undefined) fault('start', 'Give start, or local and timeZone.');
    if (local !== undefined && timeZone === undefined) fault('timeZone', 'Say in which zone local is.');
  })
  .meta({ id: 'SlotExplainQuery' });
export type SlotExplainQuery = z.infer<typeof SlotExplainQuery>;

/** Whether a start is on the list, and every rule that keeps it off; `offered` is the one reason of a start that is. */
export const SlotExplanation = explanation(
  ['offered', 'not-offered'],
  [
    'offered',
    'offering',
    'coach',
    'past',
    'notice',
    'window',
    'hours',
    'override',
    'grid',
    'appointment',
    'blocked',
    'other-calendar',
    'waitlist',
    'busy',
    'daily-limit',
    'weekly-limit',
  ],
).meta({ id: 'SlotExplanation' });
export type SlotExplanation = z.infer<typeof SlotExplanation>;
