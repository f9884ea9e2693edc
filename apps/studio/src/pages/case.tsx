import { Badge } from '@mantine/core';
import type { AppointmentView, AssignmentView, CaseView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.js';
import { isOpen } from '../caseload-filters.js';
import { wholeList } from '../lists.js';
import { AddPerson } from '../parts/add-person.js';
import { AnswersOfCase } from '../parts/answers-of-case.js';
import { CaseStatus } from '../parts/case-status.js';
import { ClientLink } from '../parts/client-link.js';
import { useFocusOnce } from '../parts/focus-once.js';
import { InvitePartner } from '../parts/invite-partner.js';
import { Notes } from '../parts/notes.js';
import { Page } from '../parts/page.js';
import { LoadedPage } from '../parts/query.js';
import { Section } from '../parts/section.js';
import { SessionRow } from '../parts/session-row.js';
import { FirstOf } from '../parts/show-more.js';
import { StatusBadge } from '../parts/status-badge.js';
import { usePractice } from '../session.js';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';
import { namesOf } from './caseload.js';

const words = texts.case;

/** One case: its people, appointments, answers and notes. */
export function CasePage() {
  const { id = '' } = useParams({ strict: false });
  const today = useToday();
  const found = useQuery({ queryKey: ['case', id], queryFn: () => call<CaseView>('GET', `/cases/${id}`) });
  const appointments = useQuery({
    queryKey: ['appointments', 'case', id],
    queryFn: () => wholeList<AppointmentView>(`/appointments?case=${id}`),
  });
  const assignments = useQuery({
    queryKey: ['assignments', id],
    queryFn: () => wholeList<AssignmentView>(`/assignments?case=${id}`),
  });
  return (
    <LoadedPage queries={[today, found, appointments, assignments]}>
      {({ now, coachId }, one, sessions, asked) => {
        const mine = coachId === one.coach.id;
        const coming = sessions.filter(({ start, status }) => start > now && expected.has(status)).length;
        return (
          <Page key={id} title={namesOf(one)} tab={words.tab}>
            <div className="row start under-title">
              <StatusBadge status={one.status} />
              <span>
                {texts.kind[one.kind]} · {texts.caseload.coach} <bdi>{one.coach.name}</bdi> ·{' '}
                {texts.progress[one.progress]}
              </span>
            </div>
            {one.progressReason && <p className="soft">{one.progressReason}</p>}
            <div className="columns">
              <div className="grid">
                <People one={one} mine={mine} />
                <Appointments one={one} appointments={sessions} now={now} />
                <Section title={texts.caseStatus.title}>
                  <CaseStatus one={one} now={now} coming={coming} />
                </Section>
              </div>
              <div className="grid">
                {mine ? (
                  <>
                    <AnswersOfCase one={one} asked={asked} now={now} />
                    <Section title={words.notes}>
                      <Notes one={one} now={now} />
                    </Section>
                  </>
                ) : (
                  <Section title={words.privatePart}>
                    <p className="soft">{words.forItsCoach(one.coach.name)}</p>
                  </Section>
                )}
              </div>
            </div>
          </Page>
        );
      }}
    </LoadedPage>
  );
}

const expected = new Set<AppointmentView['status']>(['held', 'pending_approval', 'confirmed']);

function People({ one, mine }: { one: CaseView; mine: boolean }) {
  const practice = usePractice();
  const room = one.kind === 'individual' ? 1 : one.kind === 'couple' ? 2 : 12;
  const [added, setAdded] = useState<string | null>(null);
  const [invited, setInvited] = useState<string | null>(null);
  const isInvited = one.participants.some(({ id, status }) => id === invited && status !== 'named');
  const row = useFocusOnce<HTMLLIElement>(isInvited, invited);
  const inside = one.participants.filter(({ clientId }) => clientId !== null);
  const open = inside.length < room && isOpen(one.status);
  const mayInvite = open && (mine || practice?.role === 'owner');
  return (
    <Section title={words.people}>
      <ul className="list">
        {one.participants.map((person) => (
          <li key={person.id} className="row line" tabIndex={-1} ref={person.id === invited ? row : undefined}>
            <span className="person">
              <ClientLink name={person.name} clientId={person.clientId} />
              <span className="soft">{person.email}</span>
            </span>
            <Badge variant="light" color={person.status === 'joined' && person.gaveAddress ? 'tide' : 'gray'}>
              {texts.person[person.status === 'joined' && !person.gaveAddress ? 'added' : person.status]}
            </Badge>
            {mayInvite && person.status === 'named' && (
              <InvitePartner one={one} partner={person} onInvited={setInvited} />
            )}
          </li>
        ))}
      </ul>
      <p role="status">{added !== null && words.added(added)}</p>
      {open && <AddPerson one={one} onAdded={setAdded} />}
    </Section>
  );
}

interface AppointmentsProps {
  readonly one: CaseView;
  readonly appointments: readonly AppointmentView[];
  readonly now: string;
}

/** What is to come, then what was, the latest first. */
function Appointments({ one, appointments, now }: AppointmentsProps) {
  const person = one.participants.find(({ status, clientId }) => status === 'joined' && clientId !== null)?.clientId;
  const coming = appointments.filter(({ end }) => end > now);
  const past = appointments.filter(({ end }) => end <= now).reverse();
  return (
    <Section title={words.appointments}>
      {person && isOpen(one.status) && (
        <Link className="link" to="/studio/appointments/new" search={{ client: person, case: one.id }}>
          {words.book}
        </Link>
      )}
      {appointments.length === 0 && <p className="soft">{words.noAppointments}</p>}
      <FirstOf items={[...coming, ...past]} atOnce={20}>
        {(session) => <SessionRow key={session.id} one={session} withDay />}
      </FirstOf>
    </Section>
  );
}
