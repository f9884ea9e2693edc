import { Button } from '@mantine/core';
import type { SlotsView, SlotView } from '#contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.js';
import { weekFrom } from '../booking-week.js';
import { dateAfter } from '../dates.js';
import { texts } from '../texts/texts.js';
import { Refusal, Waiting } from './query.js';
import { clearDayAndTime, dayAndTime } from './wall-time.js';

const words = texts.book;

interface FreeTimesProps {
  readonly offering: string;
  readonly coach: string;
  readonly timeZone: string;
  readonly today: string;
  readonly value: string;
  readonly onChoose: (slot: SlotView) => void;
}

/** The times that are offered in a week, day by day; one of them is chosen by finger or by arrow keys. */
export function FreeTimes({ offering, coach, timeZone, today, value, onChoose }: FreeTimesProps) {
  const [first, setFirst] = useState(today);
  const { from, to } = weekFrom(first, today);
  const asked = new URLSearchParams({ offering, coach, from, to, timeZone }).toString();
  const slots = useQuery({
    queryKey: ['slots', asked],
    queryFn: () => call<SlotsView>('GET', `/slots?${asked}`),
    placeholderData: keepPreviousData,
  });
  const days = slots.data?.days.filter((day) => day.slots.length > 0);
  const nameOf = (date: string) => dayAndTime(`${date}T00:00`).day;
  return (
    <div
      role="group"
      aria-label={words.days(nameOf(from), nameOf(to))}
      className="grid tight"
      aria-busy={slots.isPlaceholderData}
    >
      <div className="row turn">
        <Button variant="light" disabled={from <= today} onClick={() => setFirst(dateAfter(from, -7))}>
          {words.earlier}
        </Button>
        <Button variant="light" onClick={() => setFirst(dateAfter(from, 7))}>
          {words.later}
        </Button>
      </div>
      <p role="status" className="soft">
        {words.days(nameOf(from), nameOf(to))}
      </p>
      {slots.isLoadingError && (
        <>
          <Refusal error={slots.error} />
          <div>
            <Button variant="light" onClick={() => void slots.refetch()}>
              {texts.errors.again}
            </Button>
          </div>
        </>
      )}
      {slots.isPending && (
        <div className="free-waiting">
          <Waiting />
        </div>
      )}
      {days?.length === 0 && <p>{words.none}</p>}
      {days?.map(({ date, slots: ofDay }) => (
        <fieldset key={date} className="free-day">
          <legend>{nameOf(date)}</legend>
          {ofDay.map((slot) => (
            <label key={slot.start} className="free-time">
              <input
                type="radio"
                name="start"
                required={value === ''}
                value={slot.start}
                checked={value === slot.start}
                aria-label={words.at(clearDayAndTime(slot))}
                onChange={() => onChoose(slot)}
              />
              <span>{clearDayAndTime(slot).time}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
