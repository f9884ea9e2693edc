import type { CalendarView, CoachView, TodayView } from '#contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { call } from '../api.js';
import { firstDayOf, sevenFrom, weekAround } from '../calendar/wall-day.js';
import { wholeList } from '../lists.js';
import { CalendarOf } from '../parts/calendar/calendar-of.js';
import { CalendarTools } from '../parts/calendar/calendar-tools.js';
import { useIsWide } from '../parts/calendar/use-is-wide.js';
import { Page } from '../parts/page.js';
import { Loaded, LoadedPage } from '../parts/query.js';
import { usePractice } from '../session.js';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';

const words = texts.calendar;
const minute = 60_000;

/** A coach's week or day: what is booked, blocked and open, to be moved and blocked by pointer and by keys. */
export function CalendarPage() {
  const { coach: asked } = useSearch({ strict: false });
  const today = useToday();
  const coaches = useQuery({ queryKey: ['coaches'], queryFn: () => wholeList<CoachView>('/coaches') });
  return (
    <LoadedPage queries={[today, coaches]}>
      {(day, all) => {
        const coach = all.find(({ id }) => id === (asked ?? day.coachId)) ?? all[0];
        return (
          <Page title={words.title} tab={words.title}>
            {coach ? <Shown today={day} coaches={all} coach={coach} /> : <p className="soft">{words.nobody}</p>}
          </Page>
        );
      }}
    </LoadedPage>
  );
}

interface ShownProps {
  readonly today: TodayView;
  readonly coaches: readonly CoachView[];
  readonly coach: CoachView;
}

function Shown({ today, coaches, coach }: ShownProps) {
  const search = useSearch({ from: '/shell/studio/calendar' });
  const locale = usePractice()?.locale ?? texts.locale;
  const date = search.date ?? today.date;
  const isWide = useIsWide();
  // A list on a phone begins with its date: nobody leafs past the days that are over to come to today.
  const week = isWide ? weekAround(date, firstDayOf(locale)) : sevenFrom(date);
  const dates = search.view === 'day' ? [date] : week;
  const [from, to] = [dates[0]!, dates.at(-1)!];
  const calendar = useQuery({
    queryKey: ['calendar', coach.id, from, to],
    queryFn: () => call<CalendarView>('GET', `/calendar?coach=${coach.id}&from=${from}&to=${to}`),
    // The days before stay while others come, so that nothing jumps and the focus stays where it is.
    placeholderData: keepPreviousData,
    staleTime: minute,
    refetchInterval: minute,
  });
  return (
    <>
      <CalendarTools coaches={coaches} coach={coach} date={date} dates={dates} today={today.date} />
      <Loaded queries={[calendar]}>
        {(view) => (
          <CalendarOf
            key={coach.id}
            view={view}
            isComing={calendar.isPlaceholderData}
            coach={coach}
            coaches={coaches}
            today={today}
            date={date}
            search={search}
          />
        )}
      </Loaded>
    </>
  );
}
