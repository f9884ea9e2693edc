import type { CaseView, ClientDetails, CoachView, OfferingView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { call } from '../api.js';
import { wholeList } from '../lists.js';
import { BookForm } from '../parts/book-form.js';
import { Page } from '../parts/page.js';
import { LoadedPage } from '../parts/query.js';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';

const words = texts.book;

/** Staff book a time, or one for several weeks; whoever came from a person, a case or a time of the calendar finds it chosen. */
export function BookPage() {
  const { client: asked, case: inCase, coach, at } = useSearch({ strict: false });
  const today = useToday();
  const coaches = useQuery({ queryKey: ['coaches'], queryFn: () => wholeList<CoachView>('/coaches') });
  const offerings = useQuery({ queryKey: ['offerings'], queryFn: () => wholeList<OfferingView>('/offerings') });
  const client = useQuery({
    queryKey: ['client', asked ?? 'nobody'],
    queryFn: async () => (asked ? call<ClientDetails>('GET', `/clients/${asked}`) : null),
  });
  const aCase = useQuery({
    queryKey: ['case', inCase ?? 'none'],
    queryFn: async () => (inCase ? call<CaseView>('GET', `/cases/${inCase}`) : null),
  });
  return (
    <LoadedPage queries={[today, coaches, offerings, client, aCase]}>
      {(day, all, offered, known, its) => {
        const working = all.filter(({ status }) => status === 'active');
        const bookable = offered.filter(
          ({ active, kind, coachIds }) => active && kind !== 'group' && working.some(({ id }) => coachIds.includes(id)),
        );
        const preferred = its?.coach.id ?? coach ?? day.coachId;
        const fit = ({ kind, coachIds }: OfferingView): number =>
          Number(preferred !== null && coachIds.includes(preferred)) * 2 +
          Number((its?.kind === 'couple') === (kind === 'couple'));
        return (
          <Page title={known ? words.titleFor(known.name) : words.title} tab={words.title}>
            {bookable.length === 0 ? (
              <p className="soft">{words.noOffering}</p>
            ) : (
              <BookForm
                today={day}
                coaches={working}
                offerings={[...bookable].sort((one, other) => fit(other) - fit(one))}
                known={known}
                aCase={its}
                preferred={preferred}
                at={at ?? null}
              />
            )}
          </Page>
        );
      }}
    </LoadedPage>
  );
}
