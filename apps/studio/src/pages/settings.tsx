import type { AppointmentView, CalendarFeedView, CoachView, MemberView, OfferingView, TodayView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState, type ReactNode } from 'react';
import { wholeList } from '../lists.js';
import { AskBeforeLeaving } from '../parts/ask-before-leaving.js';
import { Choice } from '../parts/choice.js';
import { EmbedSettings } from '../parts/embed-settings.js';
import { HoursOfCoach, useHours } from '../parts/hours-of-coach.js';
import { Offerings } from '../parts/offerings/offerings.js';
import { OnThisPage } from '../parts/on-this-page.js';
import { OtherCalendars } from '../parts/other-calendars.js';
import { Page } from '../parts/page.js';
import { ProfileEditor } from '../parts/profile-editor.js';
import { Loaded, LoadedPage } from '../parts/query.js';
import { Section } from '../parts/section.js';
import { Team } from '../parts/team.js';
import { TellingWords } from '../parts/telling-words.js';
import { WhyNotOffered } from '../parts/why-not-offered.js';
import { usePractice } from '../session.js';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';

const words = texts.settings;

/** When a coach can be booked, what visitors read about them, and for owners who works here and which words no mail says. */
export function SettingsPage() {
  const { coach: asked } = useSearch({ strict: false });
  const navigate = useNavigate();
  const today = useToday();
  const coaches = useQuery({ queryKey: ['coaches'], queryFn: () => wholeList<CoachView>('/coaches') });
  const isOwner = usePractice()?.role === 'owner';
  const team = useQuery({
    queryKey: ['members', isOwner],
    // Only owners are shown who works here.
    queryFn: () => (isOwner ? wholeList<MemberView>('/members') : null),
  });
  return (
    <LoadedPage queries={[today, coaches, team]}>
      {(day, data, members) => {
        const coach = data.find(({ id }) => id === (asked ?? day.coachId)) ?? data[0];
        return (
          <Page title={words.title} tab={words.title}>
            {!coach && <p className="soft">{words.nobody}</p>}
            {coach && data.length > 1 && (
              <div className="under-title">
                <Choice
                  label={words.whose}
                  value={coach.id}
                  onChange={(id) => void navigate({ to: '/studio/settings', search: { coach: id }, replace: true })}
                >
                  {data.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Choice>
              </div>
            )}
            {coach ? (
              <OfCoach
                key={coach.id}
                coach={coach}
                coaches={data}
                today={day}
                below={members && <OfOwners members={members} timeZone={day.timeZone} />}
              />
            ) : (
              members && (
                <div className="columns below">
                  <OfOwners members={members} timeZone={day.timeZone} />
                </div>
              )
            )}
          </Page>
        );
      }}
    </LoadedPage>
  );
}

/** What is for owners alone. */
function OfOwners(props: { readonly members: readonly MemberView[]; readonly timeZone: string }) {
  return (
    <>
      <Section title={texts.team.title} name="team">
        <Team {...props} />
      </Section>
      <Section title={texts.tellingWords.title} name="words">
        <TellingWords />
      </Section>
    </>
  );
}

interface OfCoachProps {
  readonly coach: CoachView;
  readonly coaches: readonly CoachView[];
  readonly today: TodayView;
  /** What stands under it, and comes with it, so that nothing moves. */
  readonly below: ReactNode;
}

function OfCoach({ coach, coaches, today, below }: OfCoachProps) {
  const practice = usePractice();
  const [unsaved, setUnsaved] = useState<{ hours?: boolean; profile?: boolean }>({});
  const hoursUnsaved = useCallback((hours: boolean) => setUnsaved((before) => ({ ...before, hours })), []);
  const profileUnsaved = useCallback((profile: boolean) => setUnsaved((before) => ({ ...before, profile })), []);
  const isOwn = coach.id === today.coachId;
  // A coach sets their own hours and nobody else's; the server says the same.
  const maySetHours = isOwn || practice?.role !== 'coach';
  const calendars = useQuery({
    queryKey: ['calendar-feeds', coach.id, maySetHours],
    queryFn: () => (maySetHours ? wholeList<CalendarFeedView>(`/coaches/${coach.id}/calendar-feeds`) : null),
  });
  const hours = useHours(coach.id);
  const appointments = useQuery({
    queryKey: ['appointments', 'from', today.start, coach.id, 'all'],
    queryFn: () => wholeList<AppointmentView>(`/appointments?from=${today.start}&coach=${coach.id}`),
  });
  const offerings = useQuery({ queryKey: ['offerings'], queryFn: () => wholeList<OfferingView>('/offerings') });
  const sections = [
    ['hours', words.hours],
    ['why', words.why.link],
    ...(maySetHours ? [['calendars', words.calendars.title] as const] : []),
    ['profile', words.profile],
    ['offerings', texts.offerings.title],
    ['own-site', texts.ownSite.title],
    ...(practice?.role === 'owner'
      ? [['team', texts.team.title] as const, ['words', texts.tellingWords.title] as const]
      : []),
  ] as const;
  return (
    <>
      <OnThisPage sections={sections} />
      <AskBeforeLeaving
        unsaved={unsaved.hours ? texts.leaving.hours : unsaved.profile ? texts.leaving.profile : null}
      />
      <Loaded queries={[...hours, appointments, calendars, offerings]}>
        {(usual, further, coming, others, offered) => (
          <>
            <Section title={words.hours} name="hours">
              <HoursOfCoach
                coach={coach}
                usual={usual}
                further={further}
                appointments={coming}
                offerings={offered}
                date={today.date}
                mayChange={maySetHours}
                onUnsaved={hoursUnsaved}
              />
            </Section>
            <div className="columns below">
              <div className="grid">
                <Section title={words.why.title} name="why">
                  <WhyNotOffered
                    coach={coach}
                    coaches={coaches}
                    offerings={offered}
                    today={today.date}
                    viewer={today.coachId}
                  />
                </Section>
                {others && (
                  <Section title={words.calendars.title} name="calendars">
                    <OtherCalendars
                      coachId={coach.id}
                      calendars={others}
                      now={today.now}
                      mayChange={isOwn || practice?.role === 'owner'}
                    />
                  </Section>
                )}
              </div>
              <Section title={words.profile} name="profile">
                <p className="soft">{words.profileHint}</p>
                {practice && (
                  // A page of its own, so that what is being typed stays.
                  <a className="link" href={`/${practice.slug}/${coach.slug}`} target="_blank" rel="noreferrer">
                    {words.seePublic}
                  </a>
                )}
                {isOwn || practice?.role === 'owner' ? (
                  <ProfileEditor coach={coach} onUnsaved={profileUnsaved} />
                ) : (
                  <Profile coach={coach} />
                )}
              </Section>
            </div>
            <div className="below">
              <Section title={texts.offerings.title} name="offerings">
                <Offerings offerings={offered} coaches={coaches} coach={coach} />
              </Section>
            </div>
            <EmbedSettings offerings={offered} />
            <div className="columns below">{below}</div>
          </>
        )}
      </Loaded>
    </>
  );
}

/** A profile for those who may not change it. */
function Profile({ coach }: { coach: CoachView }) {
  return (
    <dl className="facts">
      <dt>{words.name}</dt>
      <dd>{coach.name}</dd>
      <dt>{words.headline}</dt>
      <dd>{coach.headline || words.nothing}</dd>
      <dt>{words.bio}</dt>
      <dd className="pre">{coach.bio || words.nothing}</dd>
      <dt>{words.philosophy}</dt>
      <dd className="pre">{coach.philosophy || words.nothing}</dd>
    </dl>
  );
}
