/** The seven kinds of question. */
export type QuestionKind =
  'short_text' | 'long_text' | 'single_choice' | 'multiple_choice' | 'scale' | 'yes_no' | 'date';

export interface QuestionOption {
  value: string;
  label: string;
  score?: number | undefined;
}

/** Shows a question only if an earlier one was answered so. */
export interface ShowIf {
  question: string;
  equals?: string | number | boolean | undefined;
  includes?: string | undefined;
}

export interface Question {
  id: string;
  kind: QuestionKind;
  label: string;
  help?: string | undefined;
  required?: boolean | undefined;
  options?: QuestionOption[] | undefined;
  min?: number | undefined;
  max?: number | undefined;
  minLabel?: string | undefined;
  maxLabel?: string | undefined;
  showIf?: ShowIf | undefined;
}

export interface FormDefinition {
  questions: Question[];
}

export type AnswerValue = string | number | boolean | string[] | null;
export type Answers = Readonly<Record<string, AnswerValue>>;
