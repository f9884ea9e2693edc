import { Button } from '@mantine/core';
import type { AppointmentCreate, CaseView, ClientDetails, CoachView, OfferingView, TodayView } from '#contracts';
import { useRef, useState, type FormEvent } from 'react';
import { booked, undecided } from '../series-decisions.js';
import { texts } from '../texts/texts.js';
import { BookWhen, type When } from './book-when.js';
import { Choice } from './choice.js';
import { ChoosePerson, type Chosen } from './choose-person.js';
import { money } from './money.js';
import { OneTime } from './one-time.js';
import { Refusal } from './query.js';
import { Section } from './section.js';
import { SeriesTimes } from './series-times.js';
import { useBooking } from './use-booking.js';
import { clearDayAndTime, dayAndTime } from './wall-time.js';
import { dueNow, WhatFollows } from './what-follows.js';

const words = texts.book;

interface BookFormProps {
  readonly today: TodayView;
  readonly coaches: readonly CoachView[];
  /** In the order in which they fit. */
  readonly offerings: readonly OfferingView[];
  readonly known: ClientDetails | null;
  readonly aCase: CaseView | null;
  /** The coach to begin with. */
  readonly preferred: string | null;
  /** A time on that coach's wall to begin with. */
  readonly at: string | null;
}

const typedOf = (at: string) => ({ date: at.slice(0, 10), time: at.slice(11, 16) });

/** What, with whom, when and for whom; what will happen stands beside it, and what was refused. */
export function BookForm({ today, coaches, offerings, known, aCase, preferred, at }: BookFormProps) {
  const [offeringId, setOffering] = useState(offerings[0]!.id);
  const offering = offerings.find(({ id }) => id === offeringId)!;
  const theirs = coaches.filter(({ id }) => offering.coachIds.includes(id));
  const [coachId, setCoach] = useState(preferred);
  const coach = theirs.find(({ id }) => id === coachId) ?? theirs[0]!;
  const [chosen, setChosen] = useState<Chosen>(known ? { known } : { nobody: true });
  const [missing, setMissing] = useState<'person' | 'time' | null>(null);
  const [when, setWhen] = useState<When>({ listed: null, typed: at === null ? null : typedOf(at), repeat: null });
  const [paidLater, setPaidLater] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const makes = useRef<HTMLButtonElement>(null);
  const booking = useBooking();
  const { typed, listed, repeat } = when;
  const due = dueNow(offering);
  const shownTime = typed
    ? typed.date && typed.time && dayAndTime(`${typed.date}T${typed.time}`)
    : listed && clearDayAndTime(listed);
  const wanted: AppointmentCreate = {
    offering: offering.id,
    coach: coach.id,
    client: 'known' in chosen ? chosen.known.id : 'added' in chosen ? chosen.added : '',
    ...(aCase && { case: aCase.id }),
    start: typed ? { local: `${typed.date}T${typed.time}`, timeZone: coach.timeZone } : (listed?.start ?? ''),
  };
  /** An answer stands beside what was asked, and beside nothing else. */
  const anew =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      booking.reset();
      set(value);
    };
  /** A time from the list of another offering or coach is none of theirs, and may stand on another wall. */
  const elsewhere = (set: (id: string) => void) =>
    anew((id: string) => {
      set(id);
      setWhen((before) => ({ ...before, listed: null }));
    });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const lacks = 'nobody' in chosen ? 'person' : typed || listed ? null : 'time';
    setMissing(lacks);
    if (lacks === 'person') form.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus();
    else if (lacks) return;
    else if (repeat && submitter === makes.current) booking.bookSeries(wanted, repeat, paidLater);
    else if (repeat) booking.lookAt(wanted, repeat);
    else booking.book(wanted);
  };
  const { occurrences, decisions, lift, problem } = booking;
  const fault = (field: string) => problem.errors?.find(({ path }) => path === `client.${field}`)?.message;
  const name = 'known' in chosen ? chosen.known.name : 'added' in chosen ? chosen.added.name || null : null;
  const readyToMake = occurrences !== undefined && undecided(occurrences, decisions).length === 0;
  return (
    <form onSubmit={send} ref={form} className="columns below" aria-label={words.title}>
      <div className="grid">
        {!known && (
          <ChoosePerson
            title={words.whom}
            chosen={chosen}
            timeZone={today.timeZone}
            onChange={anew((next: Chosen) => {
              setMissing(null);
              setChosen(next);
            })}
            fault={fault}
            knownFault={undefined}
            missing={missing === 'person' ? texts.openCase.missing : undefined}
            onLooking={() => setMissing(null)}
          />
        )}
        <Section title={words.what}>
          <div className="form">
            <Choice label={words.offering} value={offering.id} onChange={elsewhere(setOffering)}>
              {offerings.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Choice>
            <p className="soft">{words.length(texts.minutes(offering.durationMinutes), due && money(due))}</p>
            {theirs.length > 1 && (
              <Choice label={words.coach} value={coach.id} onChange={elsewhere(setCoach)}>
                {theirs.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </Choice>
            )}
            <BookWhen
              offering={offering.id}
              coach={coach}
              today={today.date}
              when={when}
              isMissing={missing === 'time'}
              onChange={anew((next: When) => {
                setMissing(null);
                setWhen(next);
              })}
            />
          </div>
        </Section>
      </div>
      <div className="stays">
        <Section title={words.follows}>
          <div className="form">
            <div>
              {shownTime && (
                <p>
                  <strong>{words.at(shownTime)}</strong>
                </p>
              )}
              <WhatFollows offering={offering} name={name} chosen={chosen} together={repeat !== null} />
            </div>
            {repeat && due && (
              <label className="tick">
                <input
                  type="checkbox"
                  // Looking books nothing yet.
                  required={occurrences !== undefined}
                  checked={paidLater}
                  onChange={(event) => setPaidLater(event.currentTarget.checked)}
                />
                <span>{words.pay.agree}</span>
              </label>
            )}
            <div>
              <Button
                type="submit"
                variant={occurrences ? 'light' : 'filled'}
                formNoValidate={occurrences !== undefined}
                loading={booking.pending}
              >
                {repeat === null ? words.submit : occurrences ? words.lookAgain : words.look}
              </Button>
            </div>
            {!repeat && <OneTime wanted={wanted} booking={booking} />}
            {repeat && booking.error && <Refusal error={booking.error} />}
            {repeat && occurrences && (
              <>
                <SeriesTimes
                  occurrences={occurrences}
                  decisions={decisions}
                  reason={lift.reason}
                  changed={booking.changed}
                  onDecide={booking.decide}
                  onReason={(reason) => booking.setLift({ ...lift, reason })}
                />
                <div>
                  <Button ref={makes} type="submit" loading={booking.pending}>
                    {words.submitAll(readyToMake ? booked(occurrences, decisions) : 0)}
                  </Button>
                </div>
              </>
            )}
          </div>
        </Section>
      </div>
    </form>
  );
}
