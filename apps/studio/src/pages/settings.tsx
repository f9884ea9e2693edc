import type { AvailabilityView, CoachView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { call } from '../api.js';
import { wholeList } from '../lists.js';
import { AvailabilityEditor } from '../parts/availability-editor.js';
import { Choice } from '../parts/choice.js';
import { Page } from '../parts/page.js';
import { ProfileEditor } from '../parts/profile-editor.js';
import { Loaded, LoadedPage } from '../parts/query.js';
import { Section } from '../parts/section.js';
import { usePractice } from '../session.js';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';

const words = texts.settings;

/** When a coach can be booked, and what visitors read about them. */
export function SettingsPage() {
  const { coach: asked } = useSearch({ strict: false });
  const navigate = useNavigate();
  const today = useToday();
  const coaches = useQuery({ queryKey: ['coaches'], queryFn: () => wholeList<CoachView>('/coaches') });
  return (
    <LoadedPage queries={[today, coaches]}>
      {({ coachId, date }, data) => {
        const coach = data.find(({ id }) => id === (asked ?? coachId)) ?? data[0];
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
            {coach && <OfCoach key={coach.id} coach={coach} date={date} isOwn={coach.id === coachId} />}
          </Page>
        );
      }}
    </LoadedPage>
  );
}

interface OfCoachProps {
  readonly coach: CoachView;
  readonly date: string;
  readonly isOwn: boolean;
}

function OfCoach({ coach, date, isOwn }: OfCoachProps) {
  const practice = usePractice();
  const availability = useQuery({
    queryKey: ['availability', coach.id],
    queryFn: () => call<AvailabilityView>('GET', `/coaches/${coach.id}/availability`),
    // What is being edited is not replaced behind somebody's back, and is fresh whenever one comes here.
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Loaded queries={[availability]}>
      {(hours) => (
        <div className="columns">
          <Section title={words.hours}>
            <AvailabilityEditor coachId={coach.id} hours={hours} date={date} />
          </Section>
          <Section title={words.profile}>
            <p className="soft">{words.profileHint}</p>
            {practice && (
              // A page of its own, so that what is being typed stays.
              <a className="link" href={`/${practice.slug}/${coach.slug}`} target="_blank" rel="noreferrer">
                {words.seePublic}
              </a>
            )}
            {isOwn || practice?.role === 'owner' ? <ProfileEditor coach={coach} /> : <Profile coach={coach} />}
          </Section>
        </div>
      )}
    </Loaded>
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
