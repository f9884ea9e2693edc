import type { AppointmentView, CaseView, CoachView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { caseloadFilters, caseStatuses, type CaseloadFilters } from '../caseload-filters.js';
import { usePages, wholeList } from '../lists.js';
import { Choice } from '../parts/choice.js';
import { useClocks } from '../parts/clocks.js';
import { Page } from '../parts/page.js';
import { Loaded, Refusal, Waiting } from '../parts/query.js';
import { Search } from '../parts/search.js';
import { ShowMore } from '../parts/show-more.js';
import { StatusBadge } from '../parts/status-badge.js';
import { distanceTo, inBrief } from '../parts/wall-time.js';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';

const words = texts.caseload;

/** A practice's cases; every filter stands in the address, so a view can be kept as a bookmark. */
export function CaseloadPage() {
  const filters: CaseloadFilters = useSearch({ strict: false });
  const navigate = useNavigate();
  const coaches = useQuery({ queryKey: ['coaches'], queryFn: () => wholeList<CoachView>('/coaches') });
  const change = (next: CaseloadFilters) =>
    void navigate({ to: '/studio/caseload', search: caseloadFilters({ ...filters, ...next }), replace: true });
  return (
    <Page title={words.title} tab={words.title}>
      <div className="row start under-title">
        <Link to="/studio/cases/new">{words.openCase}</Link>
        <Link to="/studio/clients">{words.people}</Link>
      </div>
      <Loaded queries={[coaches]}>
        {(data) => (
          <>
            <div className="card filters" role="search" aria-label={words.filters}>
              <Search label={words.search} value={filters.q ?? ''} onChange={(q) => change({ q })} />
              <Choice
                label={words.status}
                value={filters.status ?? ''}
                onChange={(status) => change({ status: (status || undefined) as CaseView['status'] | undefined })}
              >
                <option value="">{words.any}</option>
                {caseStatuses.map((status) => (
                  <option key={status} value={status}>
                    {texts.status[status]}
                  </option>
                ))}
              </Choice>
              {data.length > 1 && (
                <Choice
                  label={words.whose}
                  value={filters.coach ?? ''}
                  onChange={(coach) => change({ coach: coach || undefined })}
                >
                  <option value="">{words.everybody}</option>
                  {data.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Choice>
              )}
            </div>
            <Cases filters={filters} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Cases({ filters }: { filters: CaseloadFilters }) {
  const asked = new URLSearchParams({ limit: '50', ...filters } as Record<string, string>).toString();
  const today = useToday();
  const cases = usePages<CaseView>(['cases'], `/cases?${asked}`);
  // The times of the next sessions are told on the coach's wall by the calendar alone.
  const coming = useQuery({
    queryKey: ['appointments', 'coming', today.data?.start],
    queryFn: () => wholeList<AppointmentView>(`/appointments?status=confirmed&from=${today.data!.now}`),
    enabled: today.data !== undefined,
  });
  if (cases.isError) return <Refusal error={cases.error} />;
  if (cases.isPending || !today.data || coming.isPending) return <Waiting />;
  const rows = cases.data.pages.flatMap(({ data }) => data);
  const filtered = Object.keys(filters).length > 0;
  return (
    <>
      <p className="soft" role="status">
        {rows.length === 0 ? (filtered ? words.noneFits : words.empty) : words.counted(rows.length, cases.hasNextPage)}
      </p>
      <ul className="list cases">
        {rows.map((one) => (
          <CaseRow
            key={one.id}
            one={one}
            next={coming.data?.find(({ caseId }) => caseId === one.id)}
            now={today.data.now}
          />
        ))}
      </ul>
      <ShowMore list={cases} />
    </>
  );
}

function CaseRow({ one, next, now }: { one: CaseView; next: AppointmentView | undefined; now: string }) {
  const names = namesOf(one);
  const clockOf = useClocks();
  const when = next && [inBrief(next.atCoach.local), clockOf(next)].filter(Boolean).join(', ');
  return (
    <li className="card case">
      <Link to="/studio/cases/$id" params={{ id: one.id }} aria-label={words.open(names)}>
        <strong>{names}</strong>
      </Link>
      <span className="badges">
        <StatusBadge status={one.status} />
        {one.progress !== 'steady' && <span className="soft">{texts.progress[one.progress]}</span>}
      </span>
      <span>{when ? `${words.next} ${when}` : <span className="soft">{words.noNext}</span>}</span>
      <span className="soft">
        {texts.kind[one.kind]} · {words.coach} <bdi>{one.coach.name}</bdi> · {words.opened}{' '}
        {distanceTo(one.openedAt, now)}
      </span>
      {one.progressReason && <span className="soft whole">{one.progressReason}</span>}
    </li>
  );
}

/** The people of a case by name; a case that nobody is in yet has a name too. */
export function namesOf(one: CaseView): string {
  return one.participants.map(({ name }) => isolated(name)).join(' & ') || texts.case.nobody;
}
