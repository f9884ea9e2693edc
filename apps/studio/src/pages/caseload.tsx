import { Button, TextInput } from '@mantine/core';
import type { AppointmentList, CaseList, CaseView, CoachList } from '#contracts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../api.js';
import { caseloadFilters, caseStatuses, type CaseloadFilters } from '../caseload-filters.js';
import { Choice } from '../parts/choice.js';
import { Page } from '../parts/page.js';
import { Loaded, Refusal, Waiting } from '../parts/query.js';
import { StatusBadge } from '../parts/status-badge.js';
import { distanceTo, inBrief } from '../parts/wall-time.js';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';

const words = texts.caseload;
const pauseMs = 250;

/** A practice's cases; every filter stands in the address, so a view can be kept as a bookmark. */
export function CaseloadPage() {
  const filters: CaseloadFilters = useSearch({ strict: false });
  const navigate = useNavigate();
  const coaches = useQuery({ queryKey: ['coaches'], queryFn: () => call<CoachList>('GET', '/coaches?limit=200') });
  const change = (next: CaseloadFilters) =>
    void navigate({ to: '/studio/caseload', search: caseloadFilters({ ...filters, ...next }), replace: true });
  return (
    <Page title={words.title} tab={words.title}>
      <Loaded queries={[coaches]}>
        {({ data }) => (
          <>
            <div className="card filters" role="search" aria-label={words.filters}>
              <Search value={filters.q ?? ''} onChange={(q) => change({ q })} />
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

/** Asks once the typing rests. */
function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextInput
      label={words.search}
      type="search"
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

function Cases({ filters }: { filters: CaseloadFilters }) {
  const asked = new URLSearchParams({ limit: '50', ...filters } as Record<string, string>).toString();
  const today = useToday();
  const cases = useInfiniteQuery({
    queryKey: ['cases', asked],
    queryFn: ({ pageParam }) =>
      call<CaseList>('GET', `/cases?${asked}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
  // The times of the next sessions are told on the coach's wall by the calendar alone.
  const coming = useQuery({
    queryKey: ['appointments', 'coming', today.data?.start],
    queryFn: () => call<AppointmentList>('GET', `/appointments?limit=200&status=confirmed&from=${today.data!.now}`),
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
            next={coming.data?.data.find(({ caseId }) => caseId === one.id)?.atCoach.local}
            now={today.data.now}
          />
        ))}
      </ul>
      {cases.hasNextPage && (
        <Button variant="light" onClick={() => void cases.fetchNextPage()} loading={cases.isFetchingNextPage}>
          {words.more}
        </Button>
      )}
    </>
  );
}

function CaseRow({ one, next, now }: { one: CaseView; next: string | undefined; now: string }) {
  const names = namesOf(one);
  return (
    <li className="card case">
      <Link to="/studio/cases/$id" params={{ id: one.id }} aria-label={words.open(names)}>
        <strong>{names}</strong>
      </Link>
      <span className="badges">
        <StatusBadge status={one.status} />
        {one.progress !== 'steady' && <span className="soft">{texts.progress[one.progress]}</span>}
      </span>
      <span>{next ? `${words.next} ${inBrief(next)}` : <span className="soft">{words.noNext}</span>}</span>
      <span className="soft">
        {texts.kind[one.kind]} · {words.coach} {one.coach.name} · {words.opened} {distanceTo(one.openedAt, now)}
      </span>
      {one.progressReason && <span className="soft whole">{one.progressReason}</span>}
    </li>
  );
}

/** The people of a case by name; a case that nobody is in yet has a name too. */
export function namesOf(one: CaseView): string {
  return one.participants.map(({ name }) => name).join(' & ') || texts.case.nobody;
}
