import type { SlotExplanation } from '#contracts';

type Rule = SlotExplanation['reasons'][number]['rule'];

/** Whether staff may book past a rule: never past what has the time already, nor with a coach who does not offer it. */
const mayLift: Readonly<Record<Rule, boolean>> = {
  offered: true,
  offering: true,
  coach: false,
  past: true,
  notice: true,
  window: true,
  hours: true,
  override: true,
  grid: true,
  appointment: false,
  blocked: false,
  'other-calendar': false,
  waitlist: false,
  busy: false,
  'daily-limit': true,
  'weekly-limit': true,
};

/** Whether one of these reasons stands whatever staff say. */
export const isTaken = (reasons: readonly { readonly rule: Rule }[]): boolean =>
  reasons.some(({ rule }) => !mayLift[rule]);
