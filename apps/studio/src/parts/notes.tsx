import { Button, Textarea } from '@mantine/core';
import type { CaseView, NoteCreate, NoteView } from '#contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { call } from '../api.js';
import { wholeList } from '../lists.js';
import { texts } from '../texts/texts.js';
import { Choice } from './choice.js';
import { Loaded, Refusal } from './query.js';
import { FirstOf } from './show-more.js';
import { distanceTo } from './wall-time.js';

const words = texts.note;

interface NotesProps {
  readonly one: CaseView;
  readonly now: string;
  /** The appointment a new note is about. */
  readonly appointmentId?: string;
}

/** The notes of a case, the latest first, and a place to write one. */
export function Notes({ one, now, appointmentId }: NotesProps) {
  const notes = useQuery({
    queryKey: ['notes', one.id],
    queryFn: () => wholeList<NoteView>(`/cases/${one.id}/notes`),
    gcTime: 0,
  });
  return (
    <>
      <WriteNote one={one} {...(appointmentId && { appointmentId })} />
      <Loaded queries={[notes]}>
        {(data) => (
          <>
            {data.length === 0 && <p className="soft">{texts.case.noNotes}</p>}
            <FirstOf items={newestFirst(data)} atOnce={20}>
              {(note) => (
                <li key={note.id} className="line note">
                  <p className="pre" dir="auto">
                    {note.body}
                  </p>
                  <p className="soft">
                    <bdi>{note.author.name}</bdi> ·{' '}
                    <time dateTime={note.createdAt}>{distanceTo(note.createdAt, now)}</time> ·{' '}
                    {words.readBy(audienceOf(note, one))}
                  </p>
                </li>
              )}
            </FirstOf>
          </>
        )}
      </Loaded>
    </>
  );
}

const newestFirst = (notes: readonly NoteView[]) =>
  [...notes].sort((one, other) =>
    one.createdAt < other.createdAt || (one.createdAt === other.createdAt && one.id < other.id) ? 1 : -1,
  );

function audienceOf({ audience }: NoteView, one: CaseView): string {
  if (audience === 'coach') return words.coach;
  if (audience === 'all') return words.all;
  return words.one(one.participants.find(({ id }) => id === audience)?.name ?? '');
}

function WriteNote({ one, appointmentId }: { one: CaseView; appointmentId?: string }) {
  const client = useQueryClient();
  const [body, setBody] = useState('');
  const [audience, setAudience] = useState('coach');
  const people = one.participants.filter(({ clientId }) => clientId !== null);
  const save = useMutation({
    mutationFn: (note: NoteCreate) => call('POST', `/cases/${one.id}/notes`, note),
    onSuccess: async () => {
      setBody('');
      setAudience('coach');
      await client.invalidateQueries({ queryKey: ['notes', one.id] });
    },
  });
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate({ audience, body, ...(appointmentId && { appointment: appointmentId }) });
  };
  return (
    <form onSubmit={send} className="form">
      {save.isError && <Refusal error={save.error} />}
      <Textarea
        label={words.body}
        required
        rows={5}
        maxLength={50_000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <div className="row">
        <Choice label={words.audience} value={audience} onChange={setAudience}>
          <option value="coach">{words.coach}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {words.one(name)}
            </option>
          ))}
          {people.length > 1 && <option value="all">{words.all}</option>}
        </Choice>
        <Button type="submit" variant={appointmentId ? 'light' : 'filled'} loading={save.isPending}>
          {words.save}
        </Button>
      </div>
      {audience !== 'coach' && <p className="soft">{words.notShownYet}</p>}
      <p role="status">{save.isSuccess && body === '' && words.saved}</p>
    </form>
  );
}
