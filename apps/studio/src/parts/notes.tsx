import { Button, Textarea } from '@mantine/core';
import type { CaseView, NoteList } from '#contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { Loaded, Refusal } from './query.js';
import { dateOf } from './wall-time.js';

const words = texts.note;

/** The notes of a case, and a place to write one. */
export function Notes({ one, appointmentId }: { one: CaseView; appointmentId?: string }) {
  const notes = useQuery({
    queryKey: ['notes', one.id],
    queryFn: () => call<NoteList>('GET', `/cases/${one.id}/notes?limit=200`),
    gcTime: 0,
  });
  const audienceOf = (audience: string) =>
    audience === 'coach'
      ? words.coach
      : audience === 'all'
        ? words.all
        : words.one(one.participants.find(({ id }) => id === audience)?.name ?? '');
  return (
    <>
      <Loaded query={notes}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="soft">{texts.case.noNotes}</p>
          ) : (
            <ul className="grid list">
              {data.map((note) => (
                <li key={note.id}>
                  <p className="pre">{note.body}</p>
                  <p className="soft">
                    {dateOf(note.createdAt)} · {note.author.name} · {audienceOf(note.audience)}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <WriteNote one={one} {...(appointmentId && { appointmentId })} />
    </>
  );
}

function WriteNote({ one, appointmentId }: { one: CaseView; appointmentId?: string }) {
  const client = useQueryClient();
  const [body, setBody] = useState('');
  const [audience, setAudience] = useState('coach');
  const people = one.participants.filter(({ clientId }) => clientId !== null);
  const save = useMutation({
    mutationFn: () =>
      call('POST', `/cases/${one.id}/notes`, { audience, body, ...(appointmentId && { appointment: appointmentId }) }),
    onSuccess: async () => {
      setBody('');
      await client.invalidateQueries({ queryKey: ['notes', one.id] });
    },
  });
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={send} className="grid">
      {save.isError && <Refusal error={save.error} />}
      {save.isSuccess && body === '' && <p role="status">{words.saved}</p>}
      <Textarea
        label={words.body}
        required
        autosize
        minRows={4}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <label className="field">
        <span>{words.audience}</span>
        <select value={audience} onChange={(event) => setAudience(event.currentTarget.value)}>
          <option value="coach">{words.coach}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {words.one(name)}
            </option>
          ))}
          {people.length > 1 && <option value="all">{words.all}</option>}
        </select>
      </label>
      <Button type="submit" loading={save.isPending}>
        {words.save}
      </Button>
    </form>
  );
}
