import { z } from 'zod';
import { line, prose } from './scalars.js';

/** Names a question or a choice inside a form. */
const Name = z
  .string()
  .max(60)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/, { error: 'Use letters, digits, hyphens and underscores.' });

export const QuestionKind = z
  .enum(['short_text', 'long_text', 'single_choice', 'multiple_choice', 'scale', 'yes_no', 'date'])
  .meta({ id: 'QuestionKind' });
export type QuestionKind = z.infer<typeof QuestionKind>;

/** One of the answers that a choice offers. */
export const QuestionOption = z
  .strictObject({ value: Name, label: line(300), score: z.number().min(-1000).max(1000).optional() })
  .meta({ id: 'QuestionOption' });
export type QuestionOption = z.infer<typeof QuestionOption>;

/** Shows a question only if an earlier one was answered so: `equals` one value, or `includes` it among several. */
export const ShowIf = z
  .strictObject({
    question: Name,
    equals: z.union([z.string().max(300), z.number(), z.boolean()]).optional(),
    includes: z.string().max(300).optional(),
  })
  .superRefine(({ equals, includes }, context) => {
    if ((equals === undefined) === (includes === undefined)) {
      context.addIssue({ code: 'custom', path: ['equals'], message: 'Say either equals or includes.' });
    }
  })
  .meta({ id: 'ShowIf' });
export type ShowIf = z.infer<typeof ShowIf>;

/** One question of a form. `options` belong to choices, `min`, `max` and their labels to scales. */
export const Question = z
  .strictObject({
    id: Name,
    kind: QuestionKind,
    label: line(500),
    help: prose(1000).optional(),
    required: z.boolean().optional(),
    options: z.array(QuestionOption).min(2).max(50).optional(),
    min: z.int().min(-100).max(100).optional(),
    max: z.int().min(-100).max(100).optional(),
    minLabel: line(100).optional(),
    maxLabel: line(100).optional(),
    showIf: ShowIf.optional(),
  })
  .superRefine((question, context) => {
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const isChoice = question.kind === 'single_choice' || question.kind === 'multiple_choice';
    const isScale = question.kind === 'scale';
    if (isChoice && !question.options) fault(['options'], 'A choice needs options.');
    if (!isChoice && question.options) fault(['options'], 'Only a choice has options.');
    question.options?.forEach(({ value }, index, options) => {
      if (options.findIndex((other) => other.value === value) !== index) {
        fault(['options', index, 'value'], 'This value is used twice.');
      }
    });
    for (const field of ['min', 'max', 'minLabel', 'maxLabel'] as const) {
      if (!isScale && question[field] !== undefined) fault([field], 'Only a scale has this.');
    }
    if (isScale && question.min === undefined) fault(['min'], 'A scale needs its lowest value.');
    if (isScale && question.max === undefined) fault(['max'], 'A scale needs its highest value.');
    if (isScale && question.min !== undefined && question.max !== undefined && question.max <= question.min) {
      fault(['max'], 'Must be above min.');
    }
  })
  .meta({ id: 'Question' });
export type Question = z.infer<typeof Question>;

/** The questions of a form, in order; a condition looks back, never ahead. */
export const FormDefinition = z
  .strictObject({ questions: z.array(Question).min(1).max(200) })
  .superRefine(({ questions }, context) => {
    const earlier = new Set<string>();
    questions.forEach(({ id, showIf }, index) => {
      if (earlier.has(id)) {
        context.addIssue({ code: 'custom', path: ['questions', index, 'id'], message: 'This id is used twice.' });
      }
      if (showIf && !earlier.has(showIf.question)) {
        const path = ['questions', index, 'showIf', 'question'];
        context.addIssue({ code: 'custom', path, message: 'Must name an earlier question.' });
      }
      earlier.add(id);
    });
  })
  .meta({ id: 'FormDefinition' });
export type FormDefinition = z.infer<typeof FormDefinition>;

/** An answer as it is sent; whether it fits its question the form's rules say. Null takes an answer back. */
export const AnswerValue = z
  .union([prose(20_000), z.number(), z.boolean(), z.array(z.string().max(300)).max(50), z.null()])
  .meta({ id: 'AnswerValue' });
export type AnswerValue = z.infer<typeof AnswerValue>;

/** Answers by the id of their question. */
export const Answers = z.record(Name, AnswerValue).meta({ id: 'Answers' });
export type Answers = z.infer<typeof Answers>;
