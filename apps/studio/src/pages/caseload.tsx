import { Badge, Button, TextInput } from '@mantine/core';
import type { CaseList, CaseView } from '#contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { call } from '../api.js';
import { Page } from '../parts/page.js';
import { Refusal } from '../parts/query.js';
import { dateOf } from '../parts/wall-time.js';
import { texts } from '../texts/texts.js';

const words = texts.caseload;
const statuses = ['inquiry', 'active', 'paused', 'closed'] as const;

export interface CaseloadFilters {
  q?: string | undefined;
  status?: CaseView['status'] | undefined;
}

/** A coach's cases; every filter stands in the address, so a view can be kept as a bookmark. */
export function CaseloadPage() {
  const filters: CaseloadFilters = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (next: CaseloadFilters) =>
    void navigate({ to: '/studio/caseload', search: { ...filters, ...next }, replace: true });
  const asked = new URLSearchParams({
    limit: '50',
    ...(filters.q && { q: filters.q }),
    ...(filters.status && { status: filters.status }),
  });
  const cases = useInfiniteQuery({
    queryKey: ['cases', asked.toString()],
    queryFn: ({ pageParam }) =>
      call<CaseList>('GET', `/cases?${asked}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = cases.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Page title={words.title}>
      <div className="row card filters">
        <TextInput
          label={words.search}
          type="search"
          defaultValue={filters.q ?? ''}
          onChange={(event) => change({ q: event.currentTarget.value || undefined })}
        />
        <label className="field">
          <span>{words.status}</span>
          <select
            value={filters.status ?? ''}
            onChange={(event) =>
              change({ status: (event.currentTarget.value || undefined) as CaseView['status'] | undefined })
            }
          >
            <option value="">{words.any}</option>
            {statuses.map((status) => (
              <option key={status} value={status}>
                {texts.status[status]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {cases.isError && <Refusal error={cases.error} />}
      {cases.isSuccess && rows.length === 0 && <p className="soft">{words.empty}</p>}
      <ul className="grid list">
        {rows.map((one) => (
          <CaseCard key={one.id} one={one} />
        ))}
      </ul>
      {cases.hasNextPage && (
        <Button variant="light" mt="md" onClick={() => void cases.fetchNextPage()} loading={cases.isFetchingNextPage}>
          {words.more}
        </Button>
      )}
    </Page>
  );
}

function CaseCard({ one }: { one: CaseView }) {
  const names = namesOf(one);
  return (
    <li className="card row">
      <Link to="/studio/cases/$id" params={{ id: one.id }} aria-label={words.open(names)}>
        <strong>{names}</strong>
      </Link>
      <span className="soft">
        {texts.kind[one.kind]} · {words.coach} {one.coach.name} · {words.opened} {dateOf(one.openedAt)}
      </span>
      <Badge variant="light">{texts.status[one.status]}</Badge>
    </li>
  );
}

/** The people of a case by name. */
export function namesOf(one: CaseView): string {
  return one.participants.map(({ name }) => name).join(' & ');
}
