import type { ClientView } from '#contracts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { usePages } from '../lists.js';
import { Choice } from '../parts/choice.js';
import { Page } from '../parts/page.js';
import { Loaded } from '../parts/query.js';
import { Search } from '../parts/search.js';
import { ShowMore } from '../parts/show-more.js';
import { distanceTo } from '../parts/wall-time.js';
import { peopleFilters, type PeopleFilters } from '../people-filters.js';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';

const words = texts.clients;

/** Everybody a practice knows, whether they are in a case or not; the filters stand in the address. */
export function ClientsPage() {
  const filters: PeopleFilters = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (next: PeopleFilters) =>
    void navigate({ to: '/studio/clients', search: peopleFilters({ ...filters, ...next }), replace: true });
  return (
    <Page title={words.title} tab={words.title}>
      <div className="card filters" role="search" aria-label={texts.caseload.filters}>
        <Search label={texts.caseload.search} value={filters.q ?? ''} onChange={(q) => change({ q })} />
        <Choice
          label={words.kind}
          value={filters.kind ?? ''}
          onChange={(kind) => change({ kind: (kind || undefined) as PeopleFilters['kind'] })}
        >
          <option value="">{words.everybody}</option>
          <option value="client">{words.clients}</option>
          <option value="contact">{words.contacts}</option>
        </Choice>
      </div>
      <People filters={filters} />
    </Page>
  );
}

function People({ filters }: { filters: PeopleFilters }) {
  const asked = new URLSearchParams({ limit: '50', ...filters } as Record<string, string>).toString();
  const today = useToday();
  const people = usePages<ClientView>(['clients'], `/clients?${asked}`);
  return (
    <Loaded queries={[today, people]}>
      {({ now }, { pages }) => {
        const rows = pages.flatMap(({ data }) => data);
        return (
          <>
            <p className="soft" role="status">
              {words.counted(rows.length, people.hasNextPage)}
            </p>
            {rows.length > 0 && (
              <div className="card">
                <ul className="list">
                  {rows.map(({ id, name, email, kind, createdAt }) => (
                    <li key={id} className="row line">
                      <span className="person">
                        <Link to="/studio/clients/$id" params={{ id }}>
                          {name}
                        </Link>
                        <span className="soft">{email}</span>
                      </span>
                      <span className="soft">
                        {texts.client.kind[kind]} · {texts.client.since} {distanceTo(createdAt, now)}
                      </span>
                    </li>
                  ))}
                </ul>
              </div>
            )}
            <ShowMore list={people} />
          </>
        );
      }}
    </Loaded>
  );
}
