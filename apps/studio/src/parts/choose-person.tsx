import { Button } from '@mantine/core';
import type { ClientView, List, ParticipantCreate } from '#contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { PersonFields } from './person-fields.js';
import { Refusal } from './query.js';
import { Search } from './search.js';

const words = texts.openCase;
const atOnce = 8;

/** Who is to take part: somebody known, somebody described, or nobody yet. */
export type Chosen = { readonly known: ClientView } | { readonly added: ParticipantCreate } | { readonly nobody: true };

interface ChoosePersonProps {
  readonly title: string;
  readonly chosen: Chosen;
  readonly timeZone: string;
  readonly onChange: (chosen: Chosen) => void;
  readonly fault: (field: keyof ParticipantCreate) => string | undefined;
  /** What is wrong with somebody known. */
  readonly knownFault: string | undefined;
  /** What to say where nobody was chosen and somebody must be. */
  readonly missing: string | undefined;
  /** Somebody began to look. */
  readonly onLooking: () => void;
}

/** One person of a case to be opened: looked for among those the practice knows, or described anew. */
export function ChoosePerson({
  title,
  chosen,
  timeZone,
  onChange,
  fault,
  knownFault,
  missing,
  onLooking,
}: ChoosePersonProps) {
  return (
    <fieldset className="place">
      <legend>{title}</legend>
      {'known' in chosen && (
        <div className="row">
          <span className="person">
            <strong>{chosen.known.name}</strong>
            <span className="soft">{chosen.known.email}</span>
          </span>
          <Button variant="light" onClick={() => onChange({ nobody: true })}>
            {words.other}
          </Button>
          {knownFault && <p className="fault">{knownFault}</p>}
        </div>
      )}
      {'added' in chosen && (
        <>
          <PersonFields person={chosen.added} onChange={(added) => onChange({ added })} fault={fault} />
          <div>
            <Button variant="light" onClick={() => onChange({ nobody: true })}>
              {words.chooseKnown}
            </Button>
          </div>
        </>
      )}
      {'nobody' in chosen && (
        <>
          <Find onFound={(known) => onChange({ known })} missing={missing} onLooking={onLooking} />
          <div>
            <Button variant="light" onClick={() => onChange({ added: { name: '', email: '', timeZone } })}>
              {words.addNew}
            </Button>
          </div>
        </>
      )}
    </fieldset>
  );
}

interface FindProps extends Pick<ChoosePersonProps, 'missing' | 'onLooking'> {
  readonly onFound: (client: ClientView) => void;
}

function Find({ onFound, missing, onLooking }: FindProps) {
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['clients', 'found', q],
    queryFn: () => call<List<ClientView>>('GET', `/clients?limit=${atOnce}&q=${encodeURIComponent(q)}`),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const people = q.trim() === '' ? undefined : found.data;
  return (
    <>
      <Search
        label={words.search}
        value={q}
        onChange={(typed) => {
          onLooking();
          setQ(typed);
        }}
        error={missing}
      />
      {found.isError && <Refusal error={found.error} />}
      <p role="status" className="soft">
        {people && (people.nextCursor ? words.firstFound(atOnce) : words.found(people.data.length))}
      </p>
      {people && people.data.length > 0 && (
        <ul className="list find">
          {people.data.map((one) => (
            <li key={one.id}>
              <button type="button" aria-label={words.take(one.name, one.email)} onClick={() => onFound(one)}>
                {one.name} <span className="soft">{one.email}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
