import type { Answers, FormDefinition, PortalAssignmentView } from '#contracts';
import { visibleQuestions } from '#form-engine';
import { needsUnlock, nextOpen, nextUnanswered, type LockedForm } from './open-questions.js';

type WhatWasSaid = Pick<PortalAssignmentView, 'answers' | 'answered' | 'hidden' | 'progress' | 'next' | 'needsUnlock'>;

/** All that was answered, for somebody who proved to be its person. */
export function everything(definition: FormDefinition, answers: Answers, isOver: boolean, after?: string): WhatWasSaid {
  const visible = new Set(visibleQuestions(definition, answers).map((question) => question.id));
  const answered = Object.keys(answers);
  return {
    answers,
    answered,
    hidden: definition.questions.map(({ id }) => id).filter((question) => !visible.has(question)),
    progress: { answered: answered.length, questions: definition.questions.length },
    next: isOver ? null : nextUnanswered(definition, answers, after),
    needsUnlock: false,
  };
}

/** What was answered in this sitting, and the way on as far as nothing said in another one decides it. */
export function untilUnlocked(form: LockedForm, isOver: boolean, after?: string): WhatWasSaid {
  return {
    answers: isOver ? {} : form.own,
    progress: { answered: isOver ? 0 : Object.keys(form.own).length, questions: form.definition.questions.length },
    next: isOver ? null : nextOpen(form, after),
    needsUnlock: !isOver && needsUnlock(form),
  };
}
