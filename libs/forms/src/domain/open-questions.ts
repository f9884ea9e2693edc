import type { Answers, FormDefinition } from '#contracts';
import { firstUnanswered, missingRequired, visibleQuestions } from '#form-engine';

/**
 * What a locked sitting may go by: what was answered in it, and the names of what another sitting answered. Nothing here
 * knows what was said elsewhere, so nothing told from it can depend on that.
 */
export interface LockedForm {
  readonly definition: FormDefinition;
  readonly own: Answers;
  readonly elsewhere: readonly string[];
}

/**
 * The questions that a locked sitting may answer, in their order: those it answered itself, those that its own answers
 * call for, and the ones asked of everybody that nobody has answered. What another sitting wrote under a condition counts
 * as not there: that it is there tells how its condition was answered.
 */
export function openQuestions({ definition, own, elsewhere }: LockedForm): string[] {
  const visible = new Set(visibleQuestions(definition, own).map(({ id }) => id));
  return definition.questions
    .filter(
      ({ id, showIf }) =>
        Object.hasOwn(own, id) || (visible.has(id) && (showIf !== undefined || !elsewhere.includes(id))),
    )
    .map(({ id }) => id);
}

/** Whether it hangs on what another sitting answered if a question is asked at all: only whoever unlocks the form may be told. */
export function needsUnlock({ definition, elsewhere }: LockedForm): boolean {
  return definition.questions.some(({ showIf }) => {
    const cause = showIf && definition.questions.find(({ id }) => id === showIf.question);
    return cause !== undefined && !cause.showIf && elsewhere.includes(cause.id);
  });
}

/** The question to go on at: the first open one without an answer, or, after one that was passed over, the next open one. */
export function nextOpen(form: LockedForm, after?: string): string | null {
  const visible = new Set(visibleQuestions(form.definition, form.own).map(({ id }) => id));
  const asked = openQuestions(form).filter((id) => visible.has(id));
  if (after === undefined) return asked.find((id) => !Object.hasOwn(form.own, id)) ?? null;
  const later = laterThan(form.definition, after);
  return asked.find((id) => later.has(id)) ?? null;
}

/** What must be answered and is not, as far as a locked sitting may be told. */
export function missingOpen(form: LockedForm): string[] {
  const open = new Set(openQuestions(form));
  return missingRequired(form.definition, form.own)
    .map(({ id }) => id)
    .filter((id) => open.has(id));
}

/** The question to go on at for whoever may know all that was answered. */
export function nextUnanswered(definition: FormDefinition, answers: Answers, after?: string): string | null {
  if (after === undefined) return firstUnanswered(definition, answers)?.id ?? null;
  const later = laterThan(definition, after);
  const asked = visibleQuestions(definition, answers).filter(({ id }) => later.has(id) && !Object.hasOwn(answers, id));
  return asked[0]?.id ?? null;
}

/** The questions after this one; all of them where there is no such question. */
function laterThan({ questions }: FormDefinition, id: string): Set<string> {
  const place = questions.findIndex((question) => question.id === id);
  return new Set(questions.slice(place + 1).map((question) => question.id));
}
