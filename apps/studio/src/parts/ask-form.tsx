import { Button } from '@mantine/core';
import type { CaseView, FormList } from '#contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { Refusal } from './query.js';

const words = texts.case;

/** Asks a form of one person of the case; the link goes out by mail. */
export function AskForm({ one }: { one: CaseView }) {
  const client = useQueryClient();
  const forms = useQuery({ queryKey: ['forms'], queryFn: () => call<FormList>('GET', '/forms?limit=200') });
  const people = one.participants.filter(({ clientId }) => clientId !== null);
  const [form, setForm] = useState('');
  const [person, setPerson] = useState('');
  const ask = useMutation({
    mutationFn: () => call('POST', '/assignments', { form, client: person, case: one.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['assignments', one.id] }),
  });
  if (!forms.data?.data.length || people.length === 0) return null;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <form className="row" onSubmit={send}>
      <label className="field">
        <span>{words.askForm}</span>
        <select required value={form} onChange={(event) => setForm(event.currentTarget.value)}>
          <option value="" />
          {forms.data.data.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{words.askWhom}</span>
        <select required value={person} onChange={(event) => setPerson(event.currentTarget.value)}>
          <option value="" />
          {people.map(({ clientId, name }) => (
            <option key={clientId} value={clientId ?? ''}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" variant="light" loading={ask.isPending}>
        {words.ask}
      </Button>
      {ask.isError && <Refusal error={ask.error} />}
      {ask.isSuccess && <p role="status">{words.asked}</p>}
    </form>
  );
}
