import type { BookingFields, Problem } from '#contracts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';
import { Attempt } from './attempt.js';
import { coachOf, weekHref, type BookerProps, type Choice } from './booker-props.js';
import { check, errorsOf } from './checks.js';
import type { FieldErrors } from './details.js';
import { findSlot, lookOnceMore, onAnotherWall, withWeek } from './free-times.js';
import { leaveFor, onceRead } from './leaving.js';
import { bookAtTheTop, sendBooking } from './sending.js';

/** As long as the whole page may take to go elsewhere. */
const leavingMs = 20_000;

/** What the booker shows now, and what can be done there. */
export function useBooking(given: BookerProps) {
  const [props, setProps] = useState(given);
  const [fields, setFields] = useState(given.fields);
  const [slot, setSlot] = useState<Choice | null>(() => findSlot(given, given.fields.start));
  const [errors, setErrors] = useState<FieldErrors>(() => errorsOf(given.faults, given));
  const [busy, setBusy] = useState(false);
  const [sending, setSending] = useState(false);
  const [status, setStatus] = useState('');
  const [outcome, setOutcome] = useState('');
  const [alive, setAlive] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const attempt = useRef(new Attempt());
  const leaving = useRef(0);
  /** What is shown and chosen at this moment, for what began before it: an answer may come late. */
  const latest = useRef({ props: given, slot });
  const reading = useRef<Promise<unknown>>(Promise.resolve());
  const { texts, slots } = props;
  const t = texts.booking;
  const from = slots.days[0]?.date ?? props.firstDay;

  useEffect(() => {
    setAlive(true);
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!given.zoneChosen && own && own !== given.slots.timeZone) void changeZone(own, true);
  }, []);
  useEffect(() => {
    const recheck = () => document.visibilityState === 'visible' && void lookAgain();
    const comesBack = ({ persisted }: PageTransitionEvent) => given.framed && persisted && void comeBack();
    document.addEventListener('visibilitychange', recheck);
    addEventListener('pageshow', comesBack);
    return () => {
      document.removeEventListener('visibilitychange', recheck);
      removeEventListener('pageshow', comesBack);
    };
  }, [props, slot]);

  function put(shown: BookerProps): void {
    latest.current = { ...latest.current, props: shown };
    setProps(shown);
  }

  function pick(chosen: Choice | null): void {
    latest.current = { ...latest.current, slot: chosen };
    setSlot(chosen);
  }

  /** One after the other, so that what was asked first is never shown last. */
  function show<Read extends { readonly props: BookerProps }>(ask: () => Promise<Read>): Promise<Read | null> {
    const shown = reading.current.then(() => showOnce(ask));
    reading.current = shown;
    return shown;
  }

  /** Shows what the server answers, or says that it did not. */
  async function showOnce<Read extends { readonly props: BookerProps }>(
    ask: () => Promise<Read>,
  ): Promise<Read | null> {
    setBusy(true);
    try {
      const read = await ask();
      put(read.props);
      setStatus('');
      return read;
    } catch {
      setStatus(trouble());
      return null;
    } finally {
      setBusy(false);
    }
  }

  const trouble = () => (navigator.onLine ? texts.common.trouble : texts.common.saveOffline);

  function load(first: string, coach?: string | null) {
    return show(async () => {
      const { props: before } = latest.current;
      return { props: await withWeek(before, first, coach === undefined ? before.coach : coach) };
    });
  }

  /** Somebody who comes back to the page should not fill it in for a time that has gone meanwhile. */
  async function lookAgain(): Promise<void> {
    const next = await load(from);
    const { slot: chosen } = latest.current;
    const isShown = chosen && next?.props.slots.days.some(({ date }) => date === chosen.local.slice(0, 10));
    if (!next || !chosen || !isShown || findSlot(next.props, chosen.start)) return;
    put({ ...next.props, problem: 'slot-taken', alternatives: [] });
    forgetTime();
    setStatus(t.taken);
  }

  /** Back in the frame from where the whole page went with the booking: what was sent is done with. */
  async function comeBack(): Promise<void> {
    clearTimeout(leaving.current);
    setSending(false);
    setOutcome('');
    forgetTime();
    await load(from);
    setStatus(t.backAgain);
  }

  function forgetTime(): void {
    pick(null);
    setFields((before) => ({ ...before, start: '' }));
  }

  async function turnTo(first: string): Promise<void> {
    const next = await load(first);
    if (next) history.replaceState(null, '', weekHref(next.props, first));
  }

  async function takeNextFree(next: Choice): Promise<void> {
    if (!findSlot(props, next.start)) await turnTo(next.local.slice(0, 10));
    choose(next, true);
  }

  async function changeZone(timeZone: string, silently = false): Promise<void> {
    const read = await show(() => onThatWall(timeZone));
    if (!read && silently) setStatus('');
    if (!read) return;
    if (read.slot) pick(read.slot);
    else forgetTime();
    if (!silently) setStatus(fill(t.updated, { zone: zoneName(timeZone, texts.common.zone) }));
    history.replaceState(null, '', weekHref(read.props, from).replace('#times', ''));
  }

  /** Read once more where another time was chosen while the answer was on its way: nobody's choice is lost to it. */
  async function onThatWall(timeZone: string): ReturnType<typeof onAnotherWall> {
    const asked = latest.current;
    const read = await onAnotherWall(asked.props, asked.slot, timeZone);
    return latest.current.slot?.start === asked.slot?.start ? read : onThatWall(timeZone);
  }

  /** Zone, week and what was typed stay; so does the time, where that coach has it free. */
  async function changeCoach(coach: string | null): Promise<void> {
    const next = (await load(from, coach))?.props;
    if (!next) return;
    const name = coachOf(next)?.name;
    const { slot: chosen } = latest.current;
    const kept = chosen && findSlot({ ...next, alternatives: [] }, chosen.start);
    const lost = chosen !== null && !kept && next.slots.days.some(({ date }) => date === chosen.local.slice(0, 10));
    if (lost) forgetTime();
    else if (kept) pick(kept);
    setStatus(name ? fill(lost ? t.coachNotThen : t.coachTimes, { name }) : t.anyoneTimes);
    history.replaceState(null, '', weekHref(next, from).replace('#times', ''));
  }

  function choose(picked: Choice, byPointer: boolean): void {
    pick(picked);
    setFields((before) => ({ ...before, start: picked.start }));
    setErrors(({ start: _, ...rest }) => rest);
    // By keyboard the focus stays with the times; by pointer the details come to the eye.
    if (byPointer) requestAnimationFrame(() => document.getElementById('details')?.focus());
  }

  /** What has been put right is not complained of any longer. */
  function type(field: keyof BookingFields, value: string): void {
    const typed = { ...fields, [field]: value };
    setFields(typed);
    if (errors[field] && !check(typed, props)[field]) setErrors(({ [field]: _, ...rest }) => rest);
  }

  function complain(found: FieldErrors): void {
    setErrors(found);
    const first = Object.keys(found)[0];
    requestAnimationFrame(() => {
      const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], #problem');
      (first === 'start' ? document.getElementById('choose') : field)?.focus();
    });
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (sending) return;
    const found = check(fields, props);
    if (Object.keys(found).length > 0) return complain(found);
    setErrors({});
    setOutcome('');
    setSending(true);
    put({ ...latest.current.props, problem: null, alternatives: [] });
    try {
      if (await (props.framed && slot ? goOnAtTheTop(slot) : book())) return;
    } catch {
      setOutcome(trouble());
    }
    setSending(false);
  }

  /** Whether the page is being left for what was booked; it says so before it goes. */
  async function book(): Promise<boolean> {
    const answer = await sendBooking(fields, props, attempt.current);
    if ('refused' in answer) await explain(answer.refused);
    else {
      const { status } = answer.booked.appointment;
      setOutcome(status === 'held' || status === 'pending_approval' ? t.outcomes[status] : t.outcomes.confirmed);
      await onceRead();
      leaveFor(answer.booked, fields.email.trim());
    }
    return 'booked' in answer;
  }

  /** Whether the whole page is being left to book; what has gone meanwhile is said here. */
  async function goOnAtTheTop(wanted: Choice): Promise<boolean> {
    const { isFree, alternatives } = await lookOnceMore(props, wanted);
    if (!isFree) await lose(alternatives);
    else bookAtTheTop(fields, props);
    // Where the page around may not be left, nobody waits for ever.
    if (isFree)
      leaving.current = window.setTimeout(() => (setSending(false), setOutcome(texts.common.trouble)), leavingMs);
    return isFree;
  }

  async function explain({ type, errors: faults = [], alternatives = [] }: Problem): Promise<void> {
    if (/slot-(taken|not-offered)$/.test(type)) return lose(alternatives);
    const found = errorsOf(faults, props);
    if (Object.keys(found).length > 0) complain(found);
    else setOutcome(texts.common.trouble);
  }

  /** Somebody was faster. */
  async function lose(alternatives: readonly Choice[]): Promise<void> {
    await load(from);
    put({ ...latest.current.props, problem: 'slot-taken', alternatives });
    forgetTime();
    requestAnimationFrame(() => document.getElementById('problem')?.focus());
  }

  const can = { choose, type, turnTo, takeNextFree, changeZone, changeCoach, submit };
  return { props, fields, slot, errors, busy, sending, status, outcome, alive, form, can };
}
