import { Button, Textarea } from '@mantine/core';
import type { TellingWordsPut, TellingWordsView } from '#contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { AskBeforeLeaving } from './ask-before-leaving.js';
import { Loaded, Refusal } from './query.js';

const words = texts.tellingWords;
const path = '/telling-words';
const queryKey = ['telling-words'];

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The words that no mail of the practice says, for its owners: those of everybody to read, its own to write. */
export function TellingWords() {
  const stand = useQuery({
    queryKey,
    queryFn: () => call<TellingWordsView>('GET', path),
    // What is being edited is not replaced behind somebody's back, and is fresh whenever one comes here.
    staleTime: Infinity,
    gcTime: 0,
  });
  return <Loaded queries={[stand]}>{(view) => <Editor view={view} />}</Loaded>;
}

function Editor({ view }: { view: TellingWordsView }) {
  const client = useQueryClient();
  const [typed, setTyped] = useState(() => view.words.join('\n'));
  const save = useMutation({
    mutationFn: (wanted: TellingWordsPut) =>
      call<TellingWordsView>('PUT', path, wanted, { 'if-match': `"${view.revision}"` }),
    onSuccess: (saved) => {
      setTyped(saved.words.join('\n'));
      client.setQueryData(queryKey, saved);
    },
    onError: async (error) => {
      if (!isStale(error)) return;
      // What somebody else wrote meanwhile joins what is typed, to be looked through before it is saved.
      const theirs = await call<TellingWordsView>('GET', path);
      setTyped((before) => [...new Set([...linesOf(before), ...theirs.words])].join('\n'));
      client.setQueryData(queryKey, theirs);
    },
  });
  const unsaved = linesOf(typed).join('\n') !== view.words.join('\n');
  const faults = save.error instanceof ApiRefusal ? (save.error.problem.errors ?? []) : [];
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate({ words: linesOf(typed) });
  };
  return (
    <form onSubmit={send} className="form">
      <AskBeforeLeaving unsaved={unsaved ? texts.leaving.words : null} />
      <p className="soft">{words.why}</p>
      <p>{view.always.join(', ')}</p>
      {save.isError && faults.length === 0 && (
        <Refusal error={isStale(save.error) ? new ApiRefusal(412, { detail: words.changedMeanwhile }) : save.error} />
      )}
      <Textarea
        label={words.own}
        description={words.hint}
        rows={4}
        value={typed}
        error={faults.length > 0 && faults.map(({ message }) => message).join(' ')}
        onChange={(event) => {
          if (!save.isIdle) save.reset();
          setTyped(event.currentTarget.value);
        }}
      />
      <div className="row start">
        <Button type="submit" variant="light" loading={save.isPending}>
          {words.save}
        </Button>
        <p role="status">{save.isSuccess ? words.saved : unsaved && texts.settings.unsaved}</p>
      </div>
      {view.toReword.length > 0 && (
        <div role="group" aria-label={words.toReword}>
          <p>{words.toReword}</p>
          <ul className="list">
            {view.toReword.map(({ sequence, name, step, field, word }) => (
              <li key={`${sequence} ${step} ${field}`} className="line">
                {words.where(isolated(name), step + 1, field, isolated(word))}
              </li>
            ))}
          </ul>
        </div>
      )}
    </form>
  );
}

const isStale = (error: unknown): boolean => error instanceof ApiRefusal && error.status === 412;
