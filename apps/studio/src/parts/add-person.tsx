import { Button, Title } from '@mantine/core';
import type { CaseView, ParticipantCreate } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { texts } from '../texts/texts.js';
import { PersonFields } from './person-fields.js';
import { Refusal } from './query.js';

const words = texts.case;

interface AddPersonProps {
  readonly one: CaseView;
  readonly onAdded: (name: string) => void;
}

/** Adds a person to the case; who was only named so far is invited instead. */
export function AddPerson({ one, onAdded }: AddPersonProps) {
  const client = useQueryClient();
  const zone = one.participants[0]?.timeZone ?? '';
  const [person, setPerson] = useState<ParticipantCreate>({ name: '', email: '', timeZone: zone });
  const add = useMutation({
    mutationFn: (given: ParticipantCreate) => call('POST', `/cases/${one.id}/participants`, given),
    onSuccess: async (_, { name }) => {
      setPerson({ name: '', email: '', timeZone: zone });
      onAdded(name);
      await client.invalidateQueries({ queryKey: ['case', one.id] });
    },
  });
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    add.mutate(person);
  };
  return (
    <form onSubmit={send} className="form">
      <Title order={3} size="h4" mt="md">
        {words.add}
      </Title>
      <p className="soft">{words.addHint}</p>
      {add.isError && <Refusal error={add.error} />}
      <PersonFields
        person={person}
        onChange={setPerson}
        fault={(field) => (add.error instanceof ApiRefusal ? add.error.fault(field) : undefined)}
      />
      <Button type="submit" variant="light" loading={add.isPending}>
        {words.addSubmit}
      </Button>
    </form>
  );
}
