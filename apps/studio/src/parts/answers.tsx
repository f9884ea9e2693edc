import type { ResponseView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { call } from '../api.js';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { Loaded } from './query.js';
import { dayAndTime } from './wall-time.js';

/** One person's answers, with the questions as they were asked. Kept nowhere once they are closed. */
export function Answers({ responseId }: { responseId: string }) {
  const response = useQuery({
    queryKey: ['response', responseId],
    queryFn: () => call<ResponseView>('GET', `/responses/${responseId}`),
    gcTime: 0,
  });
  return (
    <Loaded queries={[response]}>
      {({ definition, answers }) => (
        <dl className="answers">
          {definition.questions
            .filter(({ id, showIf }) => showIf === undefined || answers[id] !== undefined)
            .map((question) => (
              <div key={question.id}>
                <dt>{question.label}</dt>
                <dd className="pre">{inWords(question, answers[question.id] ?? null)}</dd>
              </div>
            ))}
        </dl>
      )}
    </Loaded>
  );
}

type Question = ResponseView['definition']['questions'][number];
type Answer = ResponseView['answers'][string];

function inWords(question: Question, answer: Answer): string {
  const label = (value: string) => question.options?.find((option) => option.value === value)?.label ?? value;
  if (answer === null || answer === '') return texts.case.notAnswered;
  if (typeof answer === 'boolean') return answer ? texts.yes : texts.no;
  if (Array.isArray(answer)) return answer.map((value) => isolated(label(value))).join(', ');
  if (question.kind === 'date') return dayAndTime(String(answer)).day;
  if (question.kind === 'scale' && question.max !== undefined) return texts.case.ofScale(answer, question.max);
  return question.kind === 'single_choice' ? label(String(answer)) : String(answer);
}
