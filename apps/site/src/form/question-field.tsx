import type { AnswerValue, Question } from '#contracts';
import { fill, type Texts } from '../texts/texts.js';

interface QuestionFieldProps {
  readonly question: Question;
  readonly value: AnswerValue | undefined;
  readonly error: boolean;
  readonly t: Texts['form'];
  readonly onAnswer: (value: AnswerValue) => void;
}

/** The control of one question, of any of the seven kinds; the heading of the page is its label. */
export function QuestionField({ question, value, error, t, onAnswer }: QuestionFieldProps) {
  const { kind, options = [], min = 0, max = 10, minLabel, maxLabel } = question;
  const described = [question.help ? 'help' : '', error ? 'fault' : '', 'kept'].filter(Boolean).join(' ');
  const named = { 'aria-labelledby': 'question', 'aria-describedby': described };
  const invalid = error ? ('true' as const) : undefined;
  const text = typeof value === 'string' ? value : '';
  const choices = (type: 'radio' | 'checkbox', list: readonly { value: AnswerValue; label: string }[]) => (
    <div class="stack" role={type === 'radio' ? 'radiogroup' : 'group'} {...named}>
      {list.map(({ value: own, label }) => (
        <label class="check" key={String(own)}>
          <input
            type={type}
            name="answer"
            checked={Array.isArray(value) ? value.includes(String(own)) : value === own}
            onChange={(event) =>
              onAnswer(type === 'radio' ? own : toggled(value, String(own), event.currentTarget.checked))
            }
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
  switch (kind) {
    case 'short_text':
    case 'date':
      return (
        <div class="field">
          <input
            type={kind === 'date' ? 'date' : 'text'}
            name="answer"
            value={text}
            autocomplete="off"
            aria-invalid={invalid}
            {...named}
            onInput={(event) => onAnswer(event.currentTarget.value)}
          />
        </div>
      );
    case 'long_text':
      return (
        <div class="field">
          <textarea
            name="answer"
            rows={8}
            value={text}
            autocomplete="off"
            aria-invalid={invalid}
            {...named}
            onInput={(event) => onAnswer(event.currentTarget.value)}
          />
        </div>
      );
    case 'single_choice':
      return choices('radio', options);
    case 'multiple_choice':
      return choices('checkbox', options);
    case 'yes_no':
      return choices('radio', [
        { value: true, label: t.yes },
        { value: false, label: t.no },
      ]);
    case 'scale':
      return (
        <div class="stack">
          {(minLabel || maxLabel) && (
            <p class="hint">{fill(t.scale, { min, max, minLabel: minLabel ?? min, maxLabel: maxLabel ?? max })}</p>
          )}
          <div class="scale" role="radiogroup" {...named}>
            {Array.from({ length: max - min + 1 }, (_, index) => min + index).map((step) => (
              <label class="time" key={step}>
                <input
                  type="radio"
                  name="answer"
                  aria-label={String(step)}
                  checked={value === step}
                  onChange={() => onAnswer(step)}
                />
                <span aria-hidden="true">{step}</span>
              </label>
            ))}
          </div>
        </div>
      );
  }
}

function toggled(value: AnswerValue | undefined, own: string, isOn: boolean): string[] {
  const others = Array.isArray(value) ? value.filter((one) => one !== own) : [];
  return isOn ? [...others, own] : others;
}
