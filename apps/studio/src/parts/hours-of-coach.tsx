import type { AppointmentView, AvailabilityView, CoachView, OfferingView, ScheduleView } from '#contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api.js';
import { wholeList } from '../lists.js';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { AvailabilityEditor } from './availability-editor.js';
import { HoursShown } from './hours-shown.js';
import { RemoveSchedule } from './remove-schedule.js';
import { ScheduleChoices } from './schedule-choices.js';
import { ScheduleFollowers } from './schedule-followers.js';
import { SlotsPreview } from './slots-preview.js';

const words = texts.settings.schedules;

/** What is being edited is not replaced behind somebody's back, and is fresh whenever one comes here. */
const edited = { staleTime: Infinity, gcTime: 0 };

/** The hours of a coach: the usual ones, and the further ones. */
export function useHours(coachId: string): [UseQueryResult<AvailabilityView>, UseQueryResult<ScheduleView[]>] {
  const usual = useQuery({
    queryKey: ['availability', coachId],
    queryFn: () => call<AvailabilityView>('GET', `/coaches/${coachId}/availability`),
    ...edited,
  });
  const further = useQuery({
    queryKey: ['schedules', coachId],
    queryFn: () => wholeList<ScheduleView>(`/coaches/${coachId}/schedules`),
    ...edited,
  });
  return [usual, further];
}

interface HoursOfCoachProps {
  readonly coach: CoachView;
  readonly usual: AvailabilityView;
  readonly further: readonly ScheduleView[];
  /** What stands in the coach's calendar from today on. */
  readonly appointments: readonly AppointmentView[];
  readonly offerings: readonly OfferingView[];
  readonly date: string;
  readonly mayChange: boolean;
  /** Told whether anything is not saved yet. */
  readonly onUnsaved: (unsaved: boolean) => void;
}

/** When a coach can be booked: the usual hours or further ones, as the address says, beside what visitors see of them. */
export function HoursOfCoach(props: HoursOfCoachProps) {
  const { coach, usual, further, appointments, offerings, date, mayChange, onUnsaved } = props;
  const { schedule: asked } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [done, setDone] = useState<{ readonly what: string } | null>(null);
  const told = useRef<HTMLParagraphElement>(null);
  const schedule = further.find(({ id }) => id === asked);
  const shown = schedule ?? usual;
  const choose = (id: string | null, ignoreBlocker = false) =>
    navigate({
      to: '/studio/settings',
      search: { coach: coach.id, ...(id !== null && { schedule: id }) },
      ignoreBlocker,
    });
  const tell = (what: string) => setDone({ what });
  // What was pressed may be gone then, so the focus goes to what came of it, once it is shown.
  useEffect(() => {
    if (done) told.current?.focus();
  }, [done]);
  const theirs = offerings.filter(({ coachIds }) => coachIds.includes(coach.id));
  const follows = (one: OfferingView) =>
    (one.schedules.find((link) => link.coach === coach.id)?.schedule ?? null) === (schedule?.id ?? null);
  const following = new Set(theirs.filter(follows).map(({ id }) => id));
  const bookable = theirs.filter(({ active, kind }) => active && kind !== 'group');
  return (
    <>
      <ScheduleChoices
        coach={coach}
        usual={usual}
        further={further}
        chosen={schedule?.id ?? null}
        mayChange={mayChange}
        onChoose={(id) => choose(id)}
        onDone={tell}
      />
      <p role="status" className="told" tabIndex={-1} ref={told}>
        {done?.what}
      </p>
      {mayChange ? (
        <AvailabilityEditor
          key={schedule?.id ?? 'usual'}
          coachId={coach.id}
          hours={shown}
          appointments={appointments.filter(({ offering }) => following.has(offering.id))}
          date={date}
          onUnsaved={onUnsaved}
          beside={(wanted) => (
            <>
              <SlotsPreview
                coachId={coach.id}
                schedule={schedule?.id ?? null}
                wanted={wanted}
                offerings={[...bookable.filter(follows), ...bookable.filter((one) => !follows(one))]}
                today={date}
              />
              {schedule && (
                <>
                  <ScheduleFollowers coachId={coach.id} schedule={schedule} further={further} offerings={theirs} />
                  <RemoveSchedule
                    schedule={schedule}
                    onRemoved={async () => {
                      // Nothing of them is left to be saved.
                      await choose(null, true);
                      tell(words.removed(isolated(schedule.name)));
                    }}
                  />
                </>
              )}
            </>
          )}
        />
      ) : (
        <HoursShown name={coach.name} hours={shown} date={date} />
      )}
    </>
  );
}
