import type { AppointmentView, AssignmentView, CoachView, TodayView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { wholeList } from '../lists.js';
import { Page } from '../parts/page.js';
import { Loaded } from '../parts/query.js';
import { Section } from '../parts/section.js';
import { SessionRow } from '../parts/session-row.js';
import { Tasks, useTasks } from '../parts/tasks.js';
import { useWaiting, WaitingList } from '../parts/waiting-list.js';
import { dayAndTime, daysAfter, distanceTo } from '../parts/wall-time.js';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';

const words = texts.today;
const daysAhead = 7;
const shown = new Set<AppointmentView['status']>(['confirmed', 'completed', 'no_show', 'held', 'pending_approval']);
const open = new Set<AppointmentView['status']>(['confirmed', 'held', 'pending_approval']);

/** The sessions of the day, what waits for somebody, and what comes next. */
export function TodayPage() {
  const { whose } = useSearch({ strict: false });
  const today = useToday(whose ?? 'mine');
  const coaches = useQuery({ queryKey: ['coaches'], queryFn: () => wholeList<CoachView>('/coaches') });
  return (
    <Page title={words.title} tab={words.title}>
      <Loaded queries={[today, coaches]}>
        {(day, data) => {
          const coach = whose === 'all' ? null : day.coachId;
          return (
            <>
              <div className="row under-title">
                <span>
                  {dayAndTime(day.date).day} <span className="soft">· {texts.zone(day.timeZone)}</span>
                </span>
                {day.coachId !== null && data.length > 1 && (
                  <Link to="/studio" search={coach === null ? {} : { whose: 'all' }}>
                    {coach === null ? words.onlyMine : words.everybodys}
                  </Link>
                )}
              </div>
              <Day today={day} coach={coach} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Day({ today, coach }: { today: TodayView; coach: string | null }) {
  const until = daysAfter(today.end, daysAhead);
  const appointments = useQuery({
    queryKey: ['appointments', 'from', today.start, coach],
    queryFn: () =>
      wholeList<AppointmentView>(`/appointments?from=${today.start}&to=${until}${coach ? `&coach=${coach}` : ''}`),
  });
  const tasks = useTasks();
  const waitlist = useWaiting(coach);
  const answered = useQuery({
    queryKey: ['assignments', 'answered', today.start, today.coachId],
    // Whoever coaches nobody reads no answers.
    queryFn: () => (today.coachId === null ? [] : answeredFor(today.coachId, daysAfter(today.start, -daysAhead))),
  });
  return (
    <Loaded queries={[appointments, tasks, answered, waitlist]}>
      {(all, waiting, intakes, onTheList) => {
        const listed = all.filter(({ status }) => shown.has(status));
        const sessions = listed.filter(({ start }) => Date.parse(start) < Date.parse(today.end));
        const coming = listed.filter((one) => !sessions.includes(one) && open.has(one.status));
        const next = sessions.find(({ start, status }) => status === 'confirmed' && start > today.now);
        const over = new Set(today.toComplete.map(({ id }) => id));
        const ofTheDay = sessions.filter(({ id }) => !over.has(id));
        return (
          <div className="day-board">
            <div className="grid">
              <Section title={words.sessions}>
                {ofTheDay.length === 0 && <p className="soft">{over.size > 0 ? words.noMore : words.noSessions}</p>}
                <ul className="list">
                  {ofTheDay.map((one) => (
                    <SessionRow key={one.id} one={one} withPeople mark={markOf(one, next, today.now)} />
                  ))}
                </ul>
              </Section>
              <ToComplete today={today} />
            </div>
            <div className="grid aside">
              <Tasks
                tasks={waiting.tasks.filter(({ coachId }) => coach === null || coachId === null || coachId === coach)}
                messages={waiting.messages}
                requests={waiting.requests}
                appointments={all}
                sessionsWait={over.size > 0}
              />
              <WaitingList waiting={onTheList} now={today.now} />
              {today.coachId !== null && <Answered assignments={intakes} now={today.now} />}
            </div>
            <Section title={words.coming}>
              {coming.length === 0 && <p className="soft">{words.nothingComes}</p>}
              <ul className="list">
                {coming.slice(0, 10).map((one) => (
                  <SessionRow key={one.id} one={one} withDay withPeople />
                ))}
              </ul>
              {coming.length > 10 && <p className="soft">{words.more(coming.length - 10)}</p>}
              <Link className="link" to="/studio/settings" search={coach ? { coach } : {}} hash="why">
                {texts.settings.why.link}
              </Link>
            </Section>
          </div>
        );
      }}
    </Loaded>
  );
}

/** The sessions that are over and still wait for a word on how they went, whichever day they were on. */
function ToComplete({ today: { toComplete, moreToComplete } }: { today: TodayView }) {
  if (toComplete.length === 0) return null;
  return (
    <Section title={words.toComplete}>
      <p className="soft">{words.toCompleteHint}</p>
      <ul className="list">
        {toComplete.map((one) => (
          <SessionRow key={one.id} one={one} withDay withPeople badge={false} />
        ))}
      </ul>
      {moreToComplete && <p className="soft">{words.moreToComplete(toComplete.length)}</p>}
    </Section>
  );
}

function markOf(one: AppointmentView, next: AppointmentView | undefined, now: string): 'now' | 'next' | undefined {
  if (one === next) return 'next';
  return one.status === 'confirmed' && one.start <= now && now < one.end ? 'now' : undefined;
}

/** What came back since an instant and a coach may read, whosever sessions are shown. */
const answeredFor = (coach: string, since: string) =>
  wholeList<AssignmentView>(`/assignments?status=submitted&submittedFrom=${since}&coach=${coach}`);

/** Forms that came back lately. Whose they are stands in the case, not here. */
function Answered({ assignments, now }: { assignments: AssignmentView[]; now: string }) {
  const latest = [...assignments].sort((one, other) => ((one.submittedAt ?? '') < (other.submittedAt ?? '') ? 1 : -1));
  return (
    <Section title={words.answered}>
      {latest.length === 0 && <p className="soft">{words.nothingAnswered}</p>}
      <ul className="list">
        {latest.slice(0, 5).map(({ id, form, caseId, submittedAt }) => (
          <li key={id} className="row line">
            <span>
              {form.name} <span className="soft">{submittedAt && distanceTo(submittedAt, now)}</span>
            </span>
            {caseId && (
              <Link
                to="/studio/cases/$id"
                params={{ id: caseId }}
                aria-label={`${words.read}: ${form.name}, ${submittedAt ? distanceTo(submittedAt, now) : ''}`}
              >
                {words.read}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
