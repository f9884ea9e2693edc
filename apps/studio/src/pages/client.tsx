import type { AppointmentView, CaseView, ClientDetails, MessageView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { call } from '../api.js';
import { usePages, wholeList } from '../lists.js';
import { ContactPreviewCard, useContactPreview } from '../parts/contact-preview.js';
import { Messages, titleOf, useMessages, whenOf } from '../parts/messages.js';
import { Page } from '../parts/page.js';
import { LoadedPage } from '../parts/query.js';
import { ReopenAccess } from '../parts/reopen-access.js';
import { Section } from '../parts/section.js';
import { SendAgain } from '../parts/send-again.js';
import { SessionRow } from '../parts/session-row.js';
import { FirstOf, ShowMore } from '../parts/show-more.js';
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
  const client = useQuery({ queryKey: ['client', id], queryFn: () => call<ClientDetails>('GET', `/clients/${id}`) });
  const { message } = useSearch({ strict: false });
  const cases = usePages<CaseView>(['cases'], `/cases?client=${id}`);
  const messages = useMessages({ client: id });
  const preview = useContactPreview(id);
  const appointments = useQuery({
    queryKey: ['appointments', 'client', id],
    queryFn: () => wholeList<AppointmentView>(`/appointments?client=${id}`),
  });
  return (
    <LoadedPage queries={[today, client, cases, appointments, messages, preview]}>
      {({ now }, one, { pages }, sessions, written, nextMails) => (
        <Page key={id} title={one.name} tab={words.tab}>
          <p className="soft under-title">
            {words.kind[one.kind]} · {words.since} {distanceTo(one.createdAt, now)}
          </p>
          <Troubled message={written.find((other) => other.id === message)} now={now} />
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
                {pages[0]?.data.length === 0 && <p className="soft">{words.noCases}</p>}
                <ul className="list">
                  {pages
                    .flatMap(({ data }) => data)
                    .map((aCase) => (
                      <li key={aCase.id} className="row line">
                        <Link to="/studio/cases/$id" params={{ id: aCase.id }}>
                          {texts.kind[aCase.kind]} · {namesOf(aCase)}
                        </Link>
                        <StatusBadge status={aCase.status} />
                      </li>
                    ))}
                </ul>
                <ShowMore list={cases} />
                <Link className="link" to="/studio/cases/new" search={{ client: one.id }}>
                  {words.openCase}
                </Link>
              </Section>
              <ContactPreviewCard preview={nextMails} />
              <ReopenAccess client={id} name={one.name} may={one.mayReopen} />
              <Section title={texts.messages.title}>
                <Messages messages={written} now={now} marked={message} />
              </Section>
            </div>
            <Section title={words.appointments}>
              <Link className="link" to="/studio/appointments/new" search={{ client: one.id }}>
                {words.book(one.name)}
              </Link>
              {sessions.length === 0 && <p className="soft">{texts.case.noAppointments}</p>}
              <FirstOf items={[...sessions].reverse()} atOnce={20}>
                {(session) => <SessionRow key={session.id} one={session} withDay />}
              </FirstOf>
            </Section>
          </div>
        </Page>
      )}
    </LoadedPage>
  );
}

/** The message somebody came here for, where it did not arrive for sure. */
function Troubled({ message, now }: { message: MessageView | undefined; now: string }) {
  if (message?.status !== 'outcome_unknown' && message?.status !== 'failed') return null;
  return (
    <div className="card troubled">
      <strong>{texts.messages.troubled[message.status]}</strong>
      <p>
        {titleOf(message)}, {whenOf(message, now)}. {texts.messages.anotherWay}
      </p>
      <SendAgain message={message} />
    </div>
  );
}
