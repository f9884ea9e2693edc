export const questionKinds = [
  'short_text',
  'long_text',
  'single_choice',
  'multiple_choice',
  'scale',
  'yes_no',
  'date',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** One of the answers that a choice offers; `score` counts where the form is a quiz. */
export interface QuestionOption {
  readonly value: string;
  readonly label: string;
  readonly score?: number | undefined;
}

/**
 * Shows a question only where an earlier one was answered so: `equals` is the whole answer, `includes` one of the chosen
 * options. Exactly one of the two is given.
 */
export interface ShowIf {
  readonly question: string;
  readonly equals?: string | number | boolean | undefined;
  readonly includes?: string | undefined;
}

/** One question; `options` belong to choices, `min`, `max` and their labels to scales. */
export interface Question {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly label: string;
  readonly help?: string | undefined;
  readonly required?: boolean | undefined;
  readonly options?: readonly QuestionOption[] | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly minLabel?: string | undefined;
  readonly maxLabel?: string | undefined;
  readonly showIf?: ShowIf | undefined;
}

/** What a form asks, in order. */
export interface FormDefinition {
  readonly title?: string | undefined;
  readonly intro?: string | undefined;
  readonly questions: readonly Question[];
}

/** An answer as it is kept: a text, choice or date is a string, several choices are strings, a scale is a number. Null is none. */
export type AnswerValue = string | number | boolean | readonly string[] | null;

/** Answers by the id of their question. */
export type Answers = Readonly<Record<string, AnswerValue | undefined>>;

/** How much a form may hold; texts are counted in UTF-16 units, as the browser's `maxlength` counts them. */
export const limits = {
  questions: 200,
  leastOptions: 2,
  options: 50,
  name: 60,
  title: 200,
  intro: 10_000,
  label: 500,
  help: 1_000,
  optionLabel: 300,
  scaleLabel: 100,
  scaleEnd: 100,
  shortText: 300,
  longText: 10_000,
} as const;
