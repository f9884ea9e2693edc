import { Button } from '@mantine/core';
import type { AssignmentCreate, CaseView, FormView } from '#contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { call } from '../api.js';
import { isOpen } from '../caseload-filters.js';
import { wholeList } from '../lists.js';
import { texts } from '../texts/texts.js';
import { Choice } from './choice.js';
import { Refusal } from './query.js';

const words = texts.case;

/** Asks a form of one person of the case; the link goes out by mail. */
export function AskForm({ one }: { one: CaseView }) {
  const client = useQueryClient();
  const forms = useQuery({ queryKey: ['forms'], queryFn: () => wholeList<FormView>('/forms') });
  const people = one.participants.filter(({ clientId }) => clientId !== null);
  const [form, setForm] = useState('');
  const [person, setPerson] = useState('');
  const ask = useMutation({
    mutationFn: (asked: AssignmentCreate) => call('POST', '/assignments', asked),
    onSuccess: async () => {
      setForm('');
      setPerson('');
      await client.invalidateQueries({ queryKey: ['assignments', one.id] });
    },
  });
  /** Whoever begins anew is told no more of what was asked before. */
  const anew = (set: (value: string) => void) => (value: string) => {
    ask.reset();
    set(value);
  };
  const offered = forms.data?.filter(({ kind }) => kind !== 'quiz') ?? [];
  if (offered.length === 0 || people.length === 0 || !isOpen(one.status)) return null;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    ask.mutate({ form, client: person, case: one.id });
  };
  return (
    <form className="asking" onSubmit={send}>
      <Choice label={words.askForm} required value={form} onChange={anew(setForm)}>
        <option value="">{words.choose}</option>
        {offered.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice label={words.askWhom} required value={person} onChange={anew(setPerson)}>
        <option value="">{words.choose}</option>
        {people.map(({ clientId, name }) => (
          <option key={clientId} value={clientId ?? ''}>
            {name}
          </option>
        ))}
      </Choice>
      <Button type="submit" variant="light" loading={ask.isPending}>
        {words.ask}
      </Button>
      {ask.isError && <Refusal error={ask.error} />}
      <p role="status" className="whole">
        {ask.isSuccess && words.asked}
      </p>
    </form>
  );
}
