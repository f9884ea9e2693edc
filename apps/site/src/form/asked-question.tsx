import type { AnswerValue, Question } from '#contracts';
import { fill, type Texts } from '../texts/texts.js';
import { isBlank } from './flow.js';
import { QuestionField } from './question-field.js';

interface AskedQuestionProps {
  readonly t: Texts['form'];
  readonly question: Question;
  readonly position: number;
  readonly total: number;
  readonly value: AnswerValue | undefined;
  /** Answered in an earlier visit, and not shown. */
  readonly isKept: boolean;
  readonly notice: string | null;
  readonly fault: string | null;
  /** How saving stands. */
  readonly saved: string;
  readonly onAnswer: (value: AnswerValue) => void;
  readonly onNext: () => void;
  /** Nothing where it is the first. */
  readonly onPrevious: (() => void) | undefined;
}

/** One question on a page of its own. */
export function AskedQuestion(props: AskedQuestionProps) {
  const { t, question, value, isKept, notice, fault, onPrevious } = props;
  const isEmpty = isBlank(value);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        props.onNext();
      }}
    >
      <p class="soft">{fill(t.progress, { position: props.position, total: props.total })}</p>
      {notice && <p class="note">{notice}</p>}
      <h1 id="question" tabindex={-1}>
        {question.label}
      </h1>
      {question.help && (
        <p class="soft prose" id="help">
          {question.help}
        </p>
      )}
      <p class="hint" id="kept">
        {isKept ? t.given : question.required ? '' : t.optional}
      </p>
      <QuestionField
        key={question.id}
        question={question}
        value={value}
        error={fault !== null}
        t={t}
        onAnswer={props.onAnswer}
      />
      {fault && (
        <p class="bad" id="fault" role="alert">
          {fault}
        </p>
      )}
      <p class="soft small" role="status">
        {props.saved}
      </p>
      <div class="row">
        {onPrevious && (
          <button class="btn" type="button" onClick={onPrevious}>
            {t.previous}
          </button>
        )}
        <button class="btn main" type="submit">
          {isEmpty && isKept ? t.keepGiven : isEmpty && !question.required ? t.skip : t.next}
        </button>
      </div>
    </form>
  );
}
