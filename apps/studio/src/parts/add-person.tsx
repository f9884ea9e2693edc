import { Button, TextInput, Title } from '@mantine/core';
import type { CaseView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { texts } from '../texts/texts.js';
import { Refusal } from './query.js';

const words = texts.case;

/** Adds a person to the case; who was only named so far stands in the fields already. */
export function AddPerson({ one }: { one: CaseView }) {
  const client = useQueryClient();
  const named = one.participants.find(({ status }) => status === 'named');
  const [name, setName] = useState(named?.name ?? '');
  const [email, setEmail] = useState(named?.email ?? '');
  const [timeZone, setTimeZone] = useState(named?.timeZone ?? one.participants[0]?.timeZone ?? '');
  const add = useMutation({
    mutationFn: () => call('POST', `/cases/${one.id}/participants`, { name, email, timeZone }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['case', one.id] }),
  });
  const fault = (path: string) => (add.error instanceof ApiRefusal ? add.error.fault(path) : undefined);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={send} className="form">
      <Title order={3} size="h4" mt="md">
        {words.add}
      </Title>
      <p className="soft">{words.addHint}</p>
      {add.isError && <Refusal error={add.error} />}
      <TextInput
        label={words.name}
        required
        value={name}
        error={fault('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={words.email}
        type="email"
        required
        value={email}
        error={fault('email')}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <TextInput
        label={words.timeZone}
        required
        value={timeZone}
        error={fault('timeZone')}
        onChange={(event) => setTimeZone(event.currentTarget.value)}
      />
      <Button type="submit" variant="light" loading={add.isPending}>
        {words.addSubmit}
      </Button>
    </form>
  );
}
