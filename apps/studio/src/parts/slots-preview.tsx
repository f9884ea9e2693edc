import { Button, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Availability, OfferingView, PreviewedSlot, SlotPreview } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState, type ReactNode } from 'react';
import { ApiRefusal, call } from '../api.js';
import { dateAfter } from '../dates.js';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { Choice } from './choice.js';
import { dayAndTime } from './wall-time.js';

const words = texts.settings.preview;
const pauseMs = 300;
const week = 7;

interface SlotsPreviewProps {
  readonly coachId: string;
  /** Which hours are edited; null: the usual ones. */
  readonly schedule: string | null;
  readonly wanted: Availability;
  /** What can be booked with this coach: those that follow these hours first. */
  readonly offerings: readonly OfferingView[];
  /** The date it is for the practice. */
  readonly today: string;
}

/** What visitors see of the hours as they are edited: the times of an offering in one week, with what is new and what is gone. */
export function SlotsPreview({ coachId, schedule, wanted, offerings, today }: SlotsPreviewProps) {
  const [chosen, setChosen] = useState(offerings[0]?.id ?? '');
  const [from, setFrom] = useState(today);
  const offering = offerings.find(({ id }) => id === chosen) ?? offerings[0];
  if (!offering)
    return (
      <Preview>
        <p className="soft">{words.noOffering}</p>
      </Preview>
    );
  const followed = offering.schedules.find(({ coach }) => coach === coachId)?.schedule ?? null;
  return (
    <Preview>
      <Choice label={words.offering} value={offering.id} onChange={setChosen}>
        {offerings.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      {followed !== schedule && <p className="soft">{words.followsOthers(isolated(offering.name))}</p>}
      <div className="row start">
        <TextInput
          type="date"
          label={words.from}
          min={today}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Button variant="light" disabled={!from || from <= today} onClick={() => setFrom(later(from, -week, today))}>
          {words.earlier}
        </Button>
        <Button variant="light" disabled={!from} onClick={() => setFrom(later(from, week, today))}>
          {words.later}
        </Button>
      </div>
      {from ? (
        <Previewed
          coachId={coachId}
          revision={offering.revision}
          asked={{ availability: wanted, schedule, offering: offering.id, from, to: dateAfter(from, week - 1) }}
        />
      ) : (
        <p className="soft">{words.noDate}</p>
      )}
    </Preview>
  );
}

function Preview({ children }: { children: ReactNode }) {
  return (
    <div className="form">
      <Title order={3} size="h4">
        {words.title}
      </Title>
      {children}
    </div>
  );
}

/** So many days later, and never before the first date there is to look at. */
function later(from: string, days: number, first: string): string {
  const there = dateAfter(from, days);
  return there < first ? first : there;
}

interface PreviewedProps {
  readonly coachId: string;
  /** Of the offering: as it is changed, so are its times. */
  readonly revision: number;
  readonly asked: object;
}

/** Asks a moment after the last change; what was shown before stays until the answer is there. */
function Previewed({ coachId, revision, asked }: PreviewedProps) {
  const now = JSON.stringify(asked);
  const [settled] = useDebouncedValue(now, pauseMs);
  const preview = useQuery({
    queryKey: ['slots-preview', coachId, revision, settled],
    queryFn: () => call<SlotPreview>('POST', `/coaches/${coachId}/availability/preview`, JSON.parse(settled) as object),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const isComing = now !== settled || preview.isFetching;
  const shown = preview.data;
  const fault = preview.isError ? faultOf(preview.error) : undefined;
  const said = preview.isError ? (fault ?? texts.errors.network) : shown && words.summary(shown);
  return (
    <>
      <p role="status">{isComing ? texts.loading : said}</p>
      {preview.isError && !isComing && fault === undefined && (
        <div>
          <Button variant="light" onClick={() => void preview.refetch()}>
            {texts.errors.again}
          </Button>
        </div>
      )}
      {shown && <Days preview={shown} isComing={isComing} />}
    </>
  );
}

/** Hours that cannot be kept cannot be shown either: the server's sentence says why. */
function faultOf(error: unknown): string | undefined {
  const [fault] = error instanceof ApiRefusal ? (error.problem.errors ?? []) : [];
  return fault && words.notYet(fault.message);
}

function Days({ preview: { days, timeZone }, isComing }: { preview: SlotPreview; isComing: boolean }) {
  return (
    <div aria-busy={isComing}>
      <dl className="facts week-of previewed">
        {days.map(({ date, slots }) => (
          <Fragment key={date}>
            <dt>{dayAndTime(date).day}</dt>
            <dd>{slots.length === 0 ? <span className="soft">{words.none}</span> : <Slots slots={slots} />}</dd>
          </Fragment>
        ))}
      </dl>
      <p className="soft">{texts.settings.inZone(timeZone)}</p>
    </div>
  );
}

function Slots({ slots }: { slots: readonly PreviewedSlot[] }) {
  return (
    <ul className="slots">
      {slots.map((slot) => {
        const { time } = dayAndTime(slot.local);
        const told = slot.doubled ? words.doubled(time, slot.offset) : time;
        return (
          <li key={slot.start} className={slot.change}>
            {slot.change === 'lost' ? <s>{told}</s> : told}
            {slot.change !== 'none' && <> {words.change[slot.change]}</>}
          </li>
        );
      })}
    </ul>
  );
}
