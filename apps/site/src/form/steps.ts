import type { PortalAssignmentView } from '#contracts';

/** Where somebody is in a form. */
export type Step =
  | { readonly at: 'first' }
  | { readonly at: 'question'; readonly id: string }
  | { readonly at: 'review' }
  /** What comes next hangs on what was said in an earlier visit. */
  | { readonly at: 'locked' }
  | { readonly at: 'before'; readonly from: Step }
  | { readonly at: 'thanks' };

/** Where a form begins, or goes on. */
export function stepOf(view: PortalAssignmentView): Step {
  const { status, consent } = view;
  if (status === 'submitted') return { at: 'thanks' };
  if (!consent.given) return { at: 'first' };
  return onwards(view);
}

/** Where a form that was agreed to goes on. */
export function onwards({ next, needsUnlock }: PortalAssignmentView): Step {
  if (next !== null) return { at: 'question', id: next };
  return needsUnlock ? { at: 'locked' } : { at: 'review' };
}
