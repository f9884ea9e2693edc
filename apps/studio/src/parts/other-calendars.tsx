import { Button, TextInput, Title } from '@mantine/core';
import type { CalendarFeedCreate, CalendarFeedView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { texts } from '../texts/texts.js';
import { BeSure } from './be-sure.js';
import { useFocusOnce } from './focus-once.js';
import { Refusal } from './query.js';
import { distanceTo } from './wall-time.js';

const words = texts.settings.calendars;

interface OtherCalendarsProps {
  readonly coachId: string;
  readonly calendars: readonly CalendarFeedView[];
  /** The server's time when the page was read. */
  readonly now: string;
  readonly mayChange: boolean;
}

/** The calendars a coach keeps elsewhere: how each was read last, and adding and removing them. */
export function OtherCalendars({ coachId, calendars, now, mayChange }: OtherCalendarsProps) {
  const [done, setDone] = useState<{ readonly what: string } | null>(null);
  // The button that was pressed may be gone then, so the focus goes to what came of it, once it is shown.
  const told = useFocusOnce<HTMLParagraphElement>(done !== null, done);
  const tell = (what: string) => setDone({ what });
  const path = `/coaches/${coachId}/calendar-feeds`;
  return (
    <>
      <p className="soft">{words.hint}</p>
      <p role="status" className="told" tabIndex={-1} ref={told}>
        {done?.what}
      </p>
      {calendars.length === 0 && <p className="soft">{words.none}</p>}
      <ul className="list">
        {calendars.map((one) => (
          <li key={one.id} className="line">
            <OneCalendar one={one} path={`${path}/${one.id}`} now={now} mayChange={mayChange} onDone={tell} />
          </li>
        ))}
      </ul>
      {mayChange && <AddCalendar path={path} onDone={tell} />}
    </>
  );
}

interface OneCalendarProps {
  readonly one: CalendarFeedView;
  readonly path: string;
  readonly now: string;
  readonly mayChange: boolean;
  readonly onDone: (what: string) => void;
}

function OneCalendar({ one, path, now, mayChange, onDone }: OneCalendarProps) {
  const { label, host, lastSyncedAt, lastTriedAt, fault } = one;
  const refresh = useRefresh();
  const look = useMutation({
    mutationFn: () => call<CalendarFeedView>('POST', `${path}/sync`, {}),
    onSuccess: async () => {
      await refresh();
      onDone(words.looked(label));
    },
  });
  const remove = useMutation({
    mutationFn: () => call('DELETE', path),
    onSuccess: async () => {
      onDone(words.removed(label));
      await refresh();
    },
  });
  // It may have been looked at after the page was read.
  const read = lastSyncedAt && distanceTo(lastSyncedAt, lastTriedAt && lastTriedAt > now ? lastTriedAt : now);
  return (
    <div className="form">
      <span className="person">
        <strong>{label}</strong>
        <span className="soft">{host}</span>
        <span className="soft">{read ? words.read(read) : words.never}</span>
      </span>
      {fault && <span className="fault">{fault.text}</span>}
      {look.isError && <Refusal error={look.error} />}
      {mayChange && (
        <div className="row start">
          <Button
            variant="light"
            aria-label={words.againAt(label)}
            loading={look.isPending}
            onClick={() => look.mutate()}
          >
            {words.again}
          </Button>
          <BeSure ask={words.remove} label={words.removeOf(label)} yes={words.removeYes} no={words.keep} step={remove}>
            <p>{words.removeSure}</p>
          </BeSure>
        </div>
      )}
    </div>
  );
}

function AddCalendar({ path, onDone }: { path: string; onDone: (what: string) => void }) {
  const [wanted, setWanted] = useState<CalendarFeedCreate>({ label: '', address: '' });
  const refresh = useRefresh();
  const add = useMutation({
    mutationFn: () => call<CalendarFeedView>('POST', path, wanted),
    onSuccess: async ({ label, fault, lastSyncedAt }) => {
      setWanted({ label: '', address: '' });
      await refresh();
      onDone(fault && lastSyncedAt === null ? words.addedUnread(label) : words.added(label));
    },
  });
  const fault = (field: string) => (add.error instanceof ApiRefusal ? add.error.fault(field) : undefined);
  const isKnown = fault('label') !== undefined || fault('address') !== undefined;
  const type = (part: Partial<CalendarFeedCreate>) => {
    if (!add.isIdle) add.reset();
    setWanted({ ...wanted, ...part });
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={send} className="form">
      <Title order={3} size="h4" mt="md">
        {words.add}
      </Title>
      {add.isError && !isKnown && <Refusal error={add.error} />}
      <TextInput
        label={words.label}
        required
        maxLength={80}
        value={wanted.label}
        error={fault('label')}
        onChange={(event) => type({ label: event.currentTarget.value })}
      />
      <TextInput
        label={words.address}
        description={words.addressHint}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        required
        maxLength={2_048}
        value={wanted.address}
        error={fault('address')}
        onChange={(event) => type({ address: event.currentTarget.value })}
      />
      <div>
        <Button type="submit" loading={add.isPending}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}

/** Reads the list anew. */
function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['calendar-feeds'] });
}
