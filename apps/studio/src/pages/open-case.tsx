import { Button } from '@mantine/core';
import type { CaseCreate, CaseView, ClientView, CoachView, TodayView } from '#contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { wholeList } from '../lists.js';
import { Choice } from '../parts/choice.js';
import { ChoosePerson, type Chosen } from '../parts/choose-person.js';
import { Page } from '../parts/page.js';
import { LoadedPage, Refusal } from '../parts/query.js';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';

const words = texts.openCase;

/** Opens a case with one person or a couple, known or new; whoever came from a person finds them chosen. */
export function OpenCasePage() {
  const { client: asked } = useSearch({ strict: false });
  const today = useToday();
  const coaches = useQuery({ queryKey: ['coaches'], queryFn: () => wholeList<CoachView>('/coaches') });
  const client = useQuery({
    queryKey: asked ? ['client', asked] : ['client', 'nobody'],
    queryFn: async () => (asked ? call<ClientView>('GET', `/clients/${asked}`) : null),
  });
  return (
    <LoadedPage queries={[today, coaches, client]}>
      {(day, offered, known) => <OpenCase today={day} coaches={offered} known={known} />}
    </LoadedPage>
  );
}

interface OpenCaseProps {
  readonly today: TodayView;
  readonly coaches: readonly CoachView[];
  readonly known: ClientView | null;
}

function OpenCase({ today, coaches, known }: OpenCaseProps) {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const working = coaches.filter(({ status }) => status === 'active');
  const [kind, setKind] = useState<'individual' | 'couple'>('individual');
  const [coach, setCoach] = useState(today.coachId ?? (working.length === 1 ? working[0]!.id : ''));
  const [people, setPeople] = useState<readonly Chosen[]>([known ? { known } : { nobody: true }, { nobody: true }]);
  const [missing, setMissing] = useState(false);
  const places = people.slice(0, kind === 'couple' ? 2 : 1);
  const added = places.flatMap((one) => ('added' in one ? [one.added] : []));
  const clients = places.flatMap((one) => ('known' in one ? [one.known.id] : []));
  const open = useMutation({
    mutationFn: (wanted: CaseCreate) => call<CaseView>('POST', '/cases', wanted),
    onSuccess: async ({ id }) => {
      await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      await navigate({ to: '/studio/cases/$id', params: { id }, replace: true });
    },
  });
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const nobody = clients.length + added.length === 0;
    setMissing(nobody);
    if (nobody) form.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus();
    else open.mutate({ kind, coach, clients, people: added });
  };
  const fault = (path: string) => (open.error instanceof ApiRefusal ? open.error.fault(path) : undefined);
  const change = (place: number, chosen: Chosen) => {
    setMissing(false);
    setPeople(people.map((one, index) => (index === place ? chosen : one)));
  };
  return (
    <Page title={words.title} tab={words.title}>
      <p className="soft under-title">{words.hint}</p>
      <form onSubmit={send} className="card form narrow" ref={form}>
        {open.isError && <Refusal error={open.error} />}
        <Choice label={words.kind} value={kind} onChange={(value) => setKind(value as typeof kind)}>
          <option value="individual">{words.individual}</option>
          <option value="couple">{words.couple}</option>
        </Choice>
        {working.length > 1 && (
          <Choice label={words.coach} required value={coach} onChange={setCoach}>
            <option value="">{texts.case.choose}</option>
            {working.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
        )}
        {places.map((chosen, place) => (
          <ChoosePerson
            key={place}
            title={kind === 'individual' ? words.person : place === 0 ? words.first : words.second}
            chosen={chosen}
            timeZone={today.timeZone}
            onChange={(next) => change(place, next)}
            fault={(field) => ('added' in chosen ? fault(`people.${added.indexOf(chosen.added)}.${field}`) : undefined)}
            knownFault={fault(`clients.${places.slice(0, place).filter((one) => 'known' in one).length}`)}
            missing={missing && place === 0 ? words.missing : undefined}
            onLooking={() => setMissing(false)}
          />
        ))}
        <div>
          <Button type="submit" loading={open.isPending}>
            {words.submit}
          </Button>
        </div>
      </form>
    </Page>
  );
}
