import type { AppointmentList, CaseList, ClientView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { call } from '../api.js';
import { Page } from '../parts/page.js';
import { LoadedPage } from '../parts/query.js';
import { Section } from '../parts/section.js';
import { SessionRow } from '../parts/session-row.js';
import { StatusBadge } from '../parts/status-badge.js';
import { distanceTo } from '../parts/wall-time.js';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';
import { namesOf } from './caseload.js';

const words = texts.client;

/** A person the practice knows: how to reach them, and where they take part. */
export function ClientPage() {
  const { id = '' } = useParams({ strict: false });
  const today = useToday();
  const client = useQuery({ queryKey: ['client', id], queryFn: () => call<ClientView>('GET', `/clients/${id}`) });
  const cases = useQuery({
    queryKey: ['cases', 'client', id],
    queryFn: () => call<CaseList>('GET', `/cases?limit=200&client=${id}`),
  });
  const appointments = useQuery({
    queryKey: ['appointments', 'client', id],
    queryFn: () => call<AppointmentList>('GET', `/appointments?limit=200&client=${id}`),
  });
  return (
    <LoadedPage queries={[today, client, cases, appointments]}>
      {({ now }, one, partIn, { data: sessions }) => (
        <Page key={id} title={one.name} tab={words.tab}>
          <p className="soft under-title">
            {words.kind[one.kind]} · {words.since} {distanceTo(one.createdAt, now)}
          </p>
          <div className="columns">
            <div className="grid">
              <Section title={words.reach}>
                <dl className="facts">
                  <dt>{words.email}</dt>
                  <dd>
                    {one.email} <span className="soft">{one.confirmed ? words.confirmed : words.unconfirmed}</span>
                  </dd>
                  <dt>{words.phone}</dt>
                  <dd>{one.phone ?? <span className="soft">{words.noPhone}</span>}</dd>
                  <dt>{words.timeZone}</dt>
                  <dd>{one.timeZone}</dd>
                </dl>
              </Section>
              <Section title={words.cases}>
                {partIn.data.length === 0 && <p className="soft">{words.noCases}</p>}
                <ul className="list">
                  {partIn.data.map((aCase) => (
                    <li key={aCase.id} className="row line">
                      <Link to="/studio/cases/$id" params={{ id: aCase.id }}>
                        {texts.kind[aCase.kind]} · {namesOf(aCase)}
                      </Link>
                      <StatusBadge status={aCase.status} />
                    </li>
                  ))}
                </ul>
              </Section>
            </div>
            <Section title={words.appointments}>
              {sessions.length === 0 && <p className="soft">{texts.case.noAppointments}</p>}
              <ul className="list">
                {[...sessions].reverse().map((session) => (
                  <SessionRow key={session.id} one={session} withDay />
                ))}
              </ul>
            </Section>
          </div>
        </Page>
      )}
    </LoadedPage>
  );
}
