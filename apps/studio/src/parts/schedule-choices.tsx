import { Button, TextInput } from '@mantine/core';
import type { AvailabilityView, CoachView, ScheduleView, ScheduleWrite } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { Refusal } from './query.js';

const words = texts.settings.schedules;

interface ScheduleChoicesProps {
  readonly coach: CoachView;
  readonly usual: AvailabilityView;
  readonly further: readonly ScheduleView[];
  /** Which hours are shown; null: the usual ones. */
  readonly chosen: string | null;
  readonly mayChange: boolean;
  readonly onChoose: (schedule: string | null) => Promise<void>;
  /** Told what was done. */
  readonly onDone: (what: string) => void;
}

/** Which of a coach's hours are shown, and adding others. */
export function ScheduleChoices(props: ScheduleChoicesProps) {
  const { further, chosen, mayChange, onChoose } = props;
  const hours = [{ id: null, name: words.usual }, ...further];
  return (
    <div className="row start">
      {further.length > 0 && (
        <nav aria-label={words.which} className="row start">
          {hours.map(({ id, name }) => (
            <Button
              key={id ?? 'usual'}
              variant={id === chosen ? 'light' : 'subtle'}
              aria-current={id === chosen ? 'true' : undefined}
              onClick={() => void onChoose(id)}
            >
              <bdi>{name}</bdi>
            </Button>
          ))}
        </nav>
      )}
      {mayChange && <AddSchedule {...props} />}
    </div>
  );
}

/** Further hours begin as the usual ones are; the name is all that is asked. */
function AddSchedule({ coach, usual, onChoose, onDone }: ScheduleChoicesProps) {
  const client = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = name !== null;
  const wasOpen = useRef(false);
  const add = useMutation({
    mutationFn: (wanted: ScheduleWrite) => call<ScheduleView>('POST', `/coaches/${coach.id}/schedules`, wanted),
    onSuccess: async (made) => {
      client.setQueryData<ScheduleView[]>(['schedules', coach.id], (before = []) => [...before, made]);
      setName(null);
      await onChoose(made.id);
      onDone(words.added(isolated(made.name)));
    },
    onError: () => field.current?.focus(),
  });
  useEffect(() => {
    if (isOpen) field.current?.focus();
    else if (wasOpen.current && !add.isSuccess) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen, add.isSuccess]);
  if (!isOpen)
    return (
      <Button
        ref={button}
        variant="subtle"
        onClick={() => {
          add.reset();
          setName('');
        }}
      >
        {words.add}
      </Button>
    );
  const fault = add.error instanceof ApiRefusal ? add.error.fault('name') : undefined;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const { timeZone, weekly } = usual;
    add.mutate({ name, timeZone, weekly, overrides: [] });
  };
  return (
    <form onSubmit={send} className="form whole" onKeyDown={(event) => event.key === 'Escape' && setName(null)}>
      {add.isError && fault === undefined && <Refusal error={add.error} />}
      <TextInput
        ref={field}
        label={words.newName}
        description={words.newHint}
        required
        maxLength={80}
        value={name}
        error={fault}
        onChange={(event) => {
          if (!add.isIdle) add.reset();
          setName(event.currentTarget.value);
        }}
      />
      <div className="row start">
        <Button type="submit" loading={add.isPending}>
          {words.create}
        </Button>
        <Button variant="subtle" onClick={() => setName(null)}>
          {words.leave}
        </Button>
      </div>
    </form>
  );
}
