import { Badge, Button } from '@mantine/core';
import type { AssignmentView, CaseView } from '#contracts';
import { useState } from 'react';
import { texts } from '../texts/texts.js';
import { Answers } from './answers.js';
import { AskForm } from './ask-form.js';
import { Section } from './section.js';
import { distanceTo } from './wall-time.js';

const words = texts.case;

interface AnswersOfCaseProps {
  readonly one: CaseView;
  readonly asked: readonly AssignmentView[];
  readonly now: string;
}

/** What was asked of whom in a case, and what they said; opened one by one. */
export function AnswersOfCase({ one, asked, now }: AnswersOfCaseProps) {
  const [open, setOpen] = useState<string | null>(null);
  const nameOf = (clientId: string) => one.participants.find((person) => person.clientId === clientId)?.name ?? '';
  return (
    <Section title={words.answers}>
      <p className="private">{words.private}</p>
      {asked.length === 0 && <p className="soft">{words.noAnswers}</p>}
      <ul className="list">
        {asked.map(({ id, form, clientId, status, responseId, submittedAt }) => {
          const name = nameOf(clientId);
          const isOpen = responseId !== null && open === responseId;
          return (
            <li key={id} className="line">
              <div className="row">
                <span>
                  <bdi>{form.name}</bdi> · <bdi>{name}</bdi>
                </span>
                <span className="row">
                  {submittedAt && <span className="soft">{distanceTo(submittedAt, now)}</span>}
                  <Badge variant="light" color={status === 'submitted' ? 'tide' : 'gray'}>
                    {texts.form[status]}
                  </Badge>
                </span>
              </div>
              {responseId && status === 'submitted' && (
                <Button
                  variant="light"
                  aria-expanded={isOpen}
                  aria-label={(isOpen ? words.closeOf : words.read)(form.name, name)}
                  onClick={() => setOpen(isOpen ? null : responseId)}
                >
                  {isOpen ? words.close : words.readShort}
                </Button>
              )}
              {isOpen && <Answers responseId={responseId} />}
            </li>
          );
        })}
      </ul>
      <AskForm one={one} />
    </Section>
  );
}
