import { Badge, Button, Title } from '@mantine/core';
import type { AppointmentList, AssignmentList, CaseView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.js';
import { AddPerson } from '../parts/add-person.js';
import { Answers } from '../parts/answers.js';
import { AskForm } from '../parts/ask-form.js';
import { Notes } from '../parts/notes.js';
import { Page } from '../parts/page.js';
import { Loaded } from '../parts/query.js';
import { dayAndTime } from '../parts/wall-time.js';
import { texts } from '../texts/texts.js';
import { namesOf } from './caseload.js';

const words = texts.case;

/** One case: its people, appointments, answers and notes. */
export function CasePage() {
  const { id = '' } = useParams({ strict: false });
  const found = useQuery({ queryKey: ['case', id], queryFn: () => call<CaseView>('GET', `/cases/${id}`) });
  return (
    <Loaded query={found}>
      {(one) => (
        <Page title={words.title(namesOf(one))}>
          <p className="soft">
            {texts.kind[one.kind]} · {texts.status[one.status]} · {texts.caseload.coach} {one.coach.name}
          </p>
          <div className="grid two">
            <People one={one} />
            <Appointments caseId={id} />
            <AnswersOfCase one={one} />
            <section className="card" aria-labelledby="notes">
              <Title order={2} size="h3" id="notes" mb="sm">
                {words.notes}
              </Title>
              <Notes one={one} />
            </section>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function People({ one }: { one: CaseView }) {
  const room = one.kind === 'individual' ? 1 : one.kind === 'couple' ? 2 : 12;
  const joined = one.participants.filter(({ clientId }) => clientId !== null);
  return (
    <section className="card" aria-labelledby="people">
      <Title order={2} size="h3" id="people" mb="sm">
        {words.people}
      </Title>
      <ul className="grid list">
        {one.participants.map((person) => (
          <li key={person.id} className="row">
            <span>
              {person.name} <span className="soft">{person.email}</span>
            </span>
            <Badge variant="light">{texts.person[person.status]}</Badge>
          </li>
        ))}
      </ul>
      {joined.length < room && <AddPerson one={one} />}
    </section>
  );
}

function Appointments({ caseId }: { caseId: string }) {
  const appointments = useQuery({
    queryKey: ['appointments', 'case', caseId],
    queryFn: () => call<AppointmentList>('GET', `/appointments?limit=200&case=${caseId}`),
  });
  return (
    <section className="card" aria-labelledby="appointments">
      <Title order={2} size="h3" id="appointments" mb="sm">
        {words.appointments}
      </Title>
      <Loaded query={appointments}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="soft">{words.noAppointments}</p>
          ) : (
            <ul className="grid list">
              {data.map((appointment) => {
                const { day, time } = dayAndTime(appointment.atCoach.local);
                return (
                  <li key={appointment.id} className="row">
                    <Link to="/studio/appointments/$id" params={{ id: appointment.id }}>
                      {day} · {time} · {appointment.offering.name}
                    </Link>
                    <Badge variant="light">{texts.status[appointment.status]}</Badge>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function AnswersOfCase({ one }: { one: CaseView }) {
  const [open, setOpen] = useState<string | null>(null);
  const asked = useQuery({
    queryKey: ['assignments', one.id],
    queryFn: () => call<AssignmentList>('GET', `/assignments?limit=200&case=${one.id}`),
  });
  const nameOf = (clientId: string) => one.participants.find((person) => person.clientId === clientId)?.name ?? '';
  return (
    <section className="card" aria-labelledby="answers">
      <Title order={2} size="h3" id="answers">
        {words.answers}
      </Title>
      <p className="soft">{words.private}</p>
      <Loaded query={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="soft">{words.noAnswers}</p>
          ) : (
            <ul className="grid list">
              {data.map(({ id, form, clientId, status, responseId }) => (
                <li key={id}>
                  <div className="row">
                    <span>
                      {form.name} · {nameOf(clientId)}
                    </span>
                    <Badge variant="light">{texts.form[status]}</Badge>
                    {responseId && (
                      <Button
                        variant="light"
                        aria-expanded={open === responseId}
                        onClick={() => setOpen(open === responseId ? null : responseId)}
                      >
                        {words.read(form.name, nameOf(clientId))}
                      </Button>
                    )}
                  </div>
                  {responseId && open === responseId && <Answers responseId={responseId} />}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <AskForm one={one} />
    </section>
  );
}
