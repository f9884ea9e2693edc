import type { AppointmentView, CaseView, MessageView, TodayView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { call } from '../api.js';
import { AppointmentActions } from '../parts/appointment-actions.js';
import { ClientLink } from '../parts/client-link.js';
import { Messages, useMessages } from '../parts/messages.js';
import { Notes } from '../parts/notes.js';
import { PlaceOfAppointment } from '../parts/offerings/place-of-appointment.js';
import { paidWords } from '../parts/paid.js';
import { Page } from '../parts/page.js';
import { LoadedPage } from '../parts/query.js';
import { SeriesOf } from '../parts/series-of.js';
import { Section } from '../parts/section.js';
import { shownStatus, StatusBadge } from '../parts/status-badge.js';
import { dayAndTime, distanceTo, minutesBetween } from '../parts/wall-time.js';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';

const words = texts.appointment;

/** One appointment: who comes, what may be done with it, and a place for the note. */
export function AppointmentPage() {
  const { id = '' } = useParams({ strict: false });
  const today = useToday();
  const appointment = useQuery({
    queryKey: ['appointment', id],
    queryFn: () => call<AppointmentView>('GET', `/appointments/${id}`),
  });
  const caseId = appointment.data?.caseId;
  const found = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => call<CaseView>('GET', `/cases/${caseId}`),
    enabled: caseId !== undefined,
  });
  const messages = useMessages({ appointment: id });
  return (
    <LoadedPage queries={[today, found, appointment, messages]}>
      {(day, aCase, one, written) => <Appointment key={id} today={day} aCase={aCase} one={one} written={written} />}
    </LoadedPage>
  );
}

interface AppointmentProps {
  readonly today: TodayView;
  readonly aCase: CaseView;
  readonly one: AppointmentView;
  readonly written: readonly MessageView[];
}

function Appointment({ today, aCase, one, written }: AppointmentProps) {
  const { day, time } = dayAndTime(one.atCoach.local);
  const mine = today.coachId === aCase.coach.id;
  return (
    <Page title={`${day}, ${time}`} tab={words.title}>
      <div className="row start under-title">
        <StatusBadge status={shownStatus(one)} />
        <span>
          <bdi>{one.offering.name}</bdi> · {texts.minutes(minutesBetween(one.start, one.end))} · {texts.caseload.coach}{' '}
          <bdi>{one.coach.name}</bdi>
        </span>
        <span className="soft">
          {texts.zone(one.atCoach.timeZone)} (UTC{one.atCoach.offset})
          {one.timeZone !== one.atCoach.timeZone && ` · ${texts.theirs(dayAndTime(one.local).time, one.timeZone)}`}
        </span>
      </div>
      <div className="columns">
        <div className="grid">
          <Section title={words.next}>
            <AppointmentActions one={one} now={today.now} />
          </Section>
          <Section title={words.place.title}>
            <PlaceOfAppointment one={one} />
          </Section>
          {one.series && <SeriesOf one={one} series={one.series} now={today.now} />}
          <Section title={words.people}>
            <ul className="list">
              {one.attendances.map(({ id, name, clientId, status }) => (
                <li key={id} className="row line">
                  <ClientLink name={name} clientId={clientId} />
                  <span className="soft">{texts.attendance[status]}</span>
                </li>
              ))}
            </ul>
            <p>
              {words.payment}: {paidWords(one)}
            </p>
            <div className="row start">
              <Link className="link" to="/studio/cases/$id" params={{ id: one.caseId }}>
                {words.toCase}
              </Link>
              <Link
                className="link"
                to="/studio/calendar"
                search={{ coach: one.coach.id, date: one.atCoach.local.slice(0, 10) }}
              >
                {words.toCalendar}
              </Link>
            </div>
          </Section>
          <History one={one} now={today.now} />
        </div>
        <div className="grid">
          {mine ? (
            <Section title={texts.case.notes}>
              <Notes one={aCase} now={today.now} appointmentId={one.id} />
            </Section>
          ) : (
            <Section title={texts.case.privatePart}>
              <p className="soft">{texts.case.forItsCoach(aCase.coach.name)}</p>
            </Section>
          )}
          <Section title={texts.messages.title}>
            <Messages messages={written} now={today.now} people={one.attendances} />
          </Section>
        </div>
      </div>
    </Page>
  );
}

function History({ one, now }: { one: AppointmentView; now: string }) {
  return (
    <Section title={words.history}>
      <ul className="list">
        {one.history.map(({ at, action, actor, reason }, index) => (
          <li key={index} className="row line">
            <span>
              {texts.happened(action)}
              {formerTime(one, at, action)}
              {reason !== undefined && <span className="soft"> · {isolated(reason)}</span>}
            </span>
            <span className="soft">
              {texts.actor[actor.kind]} · <time dateTime={at}>{distanceTo(at, now)}</time>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Where it was moved from, where that is what happened. */
function formerTime({ moves }: AppointmentView, at: string, action: string): string {
  if (action !== 'appointment.rescheduled') return '';
  const move = moves.find(({ movedAt, takesBack }) => movedAt === at && !takesBack);
  return move ? ` ${words.move.from(dayAndTime(move.atCoach.local))}` : '';
}
