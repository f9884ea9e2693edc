import { Button, TextInput } from '@mantine/core';
import type { CoachView, OfferingView, SlotExplanation } from '#contracts';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { usePractice } from '../session.js';
import { texts } from '../texts/texts.js';
import { Choice } from './choice.js';
import { Explained } from './explained.js';
import { Refusal } from './query.js';
import { UnclearTime } from './times.js';

const words = texts.settings.why;

interface WhyNotOfferedProps {
  /** The coach whose settings are shown. */
  readonly coach: CoachView;
  readonly coaches: readonly CoachView[];
  readonly offerings: readonly OfferingView[];
  /** The date it is for the practice. */
  readonly today: string;
  /** The coach who looks, if they are one. */
  readonly viewer: string | null;
  /** The time that is asked about, where somebody came with one. */
  readonly at?: string;
}

/** Asks of one start, as the coach's wall reads it, whether it is offered, and why not. */
export function WhyNotOffered({ coach, coaches, offerings, today, viewer, at }: WhyNotOfferedProps) {
  const role = usePractice()?.role;
  const [asked, setAsked] = useState({
    coach: coach.id,
    offering: (offerings.find(({ coachIds }) => coachIds.includes(coach.id)) ?? offerings[0])?.id ?? '',
    date: at?.slice(0, 10) ?? today,
    time: at?.slice(11) ?? '',
  });
  const { timeZone } = coaches.find(({ id }) => id === asked.coach) ?? coach;
  const explain = useMutation({
    mutationFn: (start: { start: string } | { local: string; timeZone: string }) => {
      const of = { offering: asked.offering, coach: asked.coach };
      return call<SlotExplanation>('GET', `/slots/explain?${new URLSearchParams({ ...of, ...start }).toString()}`);
    },
  });
  // An answer stands beside what was asked, and beside nothing else.
  const ask = (part: Partial<typeof asked>) => {
    explain.reset();
    setAsked({ ...asked, ...part });
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    explain.mutate({ local: `${asked.date}T${asked.time}`, timeZone });
  };
  const { choices = [] } = explain.error instanceof ApiRefusal ? explain.error.problem : {};
  if (offerings.length === 0) return <p className="soft">{words.noOffering}</p>;
  return (
    <div className="form">
      <p className="soft">{words.hint(texts.zone(timeZone))}</p>
      <form className="form" aria-label={words.title} onSubmit={send}>
        <Choice label={words.offering} value={asked.offering} onChange={(offering) => ask({ offering })}>
          {offerings.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
        {coaches.length > 1 && (
          <Choice label={words.coach} value={asked.coach} onChange={(id) => ask({ coach: id })}>
            {coaches.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
        )}
        <div className="row start">
          <TextInput
            type="date"
            label={words.date}
            required
            value={asked.date}
            onChange={(event) => ask({ date: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={words.time}
            required
            value={asked.time}
            onChange={(event) => ask({ time: event.currentTarget.value })}
          />
          <Button type="submit" variant="light" loading={explain.isPending}>
            {words.ask}
          </Button>
        </div>
      </form>
      {explain.isError && choices.length === 0 && <Refusal error={explain.error} />}
      {choices.length > 0 && (
        <UnclearTime choices={choices} pending={explain.isPending} onTake={(start) => explain.mutate({ start })} />
      )}
      {explain.data && (
        <Explained
          explanation={explain.data}
          viewer={{ role, coachId: viewer }}
          shownCoach={at === undefined ? coach.id : null}
        />
      )}
    </div>
  );
}
