import type { BookingAnswer, BookingFields, Problem, SlotView } from '#contracts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { dayAtTime, zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';
import { Attempt } from './attempt.js';
import { coachOf, weekHref, type BookerProps } from './booker-props.js';
import { check, errorsOf, requestOf } from './checks.js';
import { CoachChooser } from './coach-chooser.js';
import { Details, type FieldErrors } from './details.js';
import { fetchNextFree, fetchWeek, findSlot, readElsewhere } from './free-times.js';
import { leaveFor } from './leaving.js';
import { LostTime } from './lost-time.js';
import { Week } from './week.js';
import { ZoneChooser } from './zone-chooser.js';

/** Choosing a time and saying who comes: rendered on the server as a plain form, and brought to life in the browser. */
export function Booker(given: BookerProps) {
  const [props, setProps] = useState(given);
  const [fields, setFields] = useState(given.fields);
  const [slot, setSlot] = useState<SlotView | null>(() => findSlot(given, given.fields.start));
  const [errors, setErrors] = useState<FieldErrors>(() => errorsOf(given.faults, given));
  const [busy, setBusy] = useState(false);
  const [sending, setSending] = useState(false);
  const [status, setStatus] = useState('');
  const [alive, setAlive] = useState(false);
  const [firstFault] = Object.keys(errorsOf(given.faults, given));
  const form = useRef<HTMLFormElement>(null);
  const attempt = useRef(new Attempt());
  const { texts, locale, slots } = props;
  const t = texts.booking;
  const coach = coachOf(props);
  const label = (one: SlotView) => dayAtTime(one.local, locale, texts.common.dayAtTime);

  useEffect(() => {
    setAlive(true);
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!given.zoneChosen && own && own !== given.slots.timeZone) void changeZone(own, true);
  }, []);
  useEffect(() => {
    const recheck = () => document.visibilityState === 'visible' && void lookAgain();
    document.addEventListener('visibilitychange', recheck);
    return () => document.removeEventListener('visibilitychange', recheck);
  }, [props, slot]);

  async function load(from: string, timeZone: string, coach = props.coach): Promise<BookerProps | null> {
    setBusy(true);
    try {
      const asked = { ...props, coach };
      const [found, nextFree] = await Promise.all([
        fetchWeek(asked, from, timeZone),
        coach === props.coach ? props.nextFree : fetchNextFree(asked),
      ]);
      const next = { ...asked, slots: found, nextFree };
      setProps(next);
      setStatus('');
      return next;
    } catch {
      setStatus(navigator.onLine ? texts.common.trouble : texts.common.saveOffline);
      return null;
    } finally {
      setBusy(false);
    }
  }

  /** Somebody who comes back to the page should not fill it in for a time that has gone meanwhile. */
  async function lookAgain(): Promise<void> {
    const next = await load(slots.days[0]!.date, slots.timeZone);
    const isShown = slot && next?.slots.days.some(({ date }) => date === slot.local.slice(0, 10));
    if (!next || !slot || !isShown || findSlot(next, slot.start)) return;
    setProps({ ...next, problem: 'slot-taken', alternatives: [] });
    forgetTime();
  }

  function forgetTime(): void {
    setSlot(null);
    setFields((before) => ({ ...before, start: '' }));
  }

  async function turnTo(from: string): Promise<void> {
    if (!(await load(from, slots.timeZone))) return;
    history.replaceState(null, '', weekHref(props, from));
  }

  async function takeNextFree(next: SlotView): Promise<void> {
    if (!findSlot(props, next.start)) await turnTo(next.local.slice(0, 10));
    choose(next, true);
  }

  async function changeZone(timeZone: string, silently = false): Promise<void> {
    const next = await load(props.slots.days[0]!.date, timeZone);
    if (!next && silently) setStatus('');
    if (!next) return;
    const { nextFree } = props;
    setProps({ ...next, nextFree: nextFree && ((await readElsewhere(next, nextFree, timeZone)) ?? nextFree) });
    setSlot((before) => before && (findSlot(next, before.start) ?? before));
    if (!silently) setStatus(fill(t.updated, { zone: zoneName(timeZone, texts.common.zone) }));
    history.replaceState(null, '', weekHref(next, next.slots.days[0]!.date).replace('#times', ''));
  }

  /** Zone, week and what was typed stay; so does the time, where that coach has it free. */
  async function changeCoach(coach: string | null): Promise<void> {
    const from = props.slots.days[0]!.date;
    const next = await load(from, props.slots.timeZone, coach);
    if (!next) return;
    const name = coachOf(next)?.name;
    const kept = slot && findSlot({ ...next, alternatives: [] }, slot.start);
    const lost = slot !== null && !kept && next.slots.days.some(({ date }) => date === slot.local.slice(0, 10));
    if (lost) forgetTime();
    else if (kept) setSlot(kept);
    setStatus(name ? fill(lost ? t.coachNotThen : t.coachTimes, { name }) : t.anyoneTimes);
    history.replaceState(null, '', weekHref(next, from).replace('#times', ''));
  }

  function choose(picked: SlotView, byPointer: boolean): void {
    setSlot(picked);
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

  function show(found: FieldErrors): void {
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
    if (Object.keys(found).length > 0) return show(found);
    setErrors({});
    setSending(true);
    setProps((before) => ({ ...before, problem: null, alternatives: [] }));
    const body = JSON.stringify(requestOf(fields, props));
    try {
      const answer = await fetch(`/api/v1/public/practices/${props.practice}/bookings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': attempt.current.keyOf(body) },
        body,
      });
      if (answer.ok) {
        leaveFor((await answer.json()) as BookingAnswer, fields.email.trim());
        return;
      }
      const problem = (await answer.json()) as Problem;
      attempt.current.refused(answer.status, problem.type);
      await explain(problem);
    } catch {
      setStatus(navigator.onLine ? texts.common.trouble : texts.common.saveOffline);
    }
    setSending(false);
  }

  async function explain({ type, errors: faults = [], alternatives = [] }: Problem): Promise<void> {
    if (/slot-(taken|not-offered)$/.test(type)) {
      const next = await load(slots.days[0]!.date, slots.timeZone);
      setProps((before) => ({ ...(next ?? before), problem: 'slot-taken', alternatives }));
      forgetTime();
      requestAnimationFrame(() => document.getElementById('problem')?.focus());
      return;
    }
    const found = errorsOf(faults, props);
    if (Object.keys(found).length > 0) show(found);
    else setStatus(texts.common.trouble);
  }

  return (
    <form
      method="post"
      action={`?zone=${slots.timeZone}`}
      noValidate={alive}
      ref={form}
      class="loose"
      onSubmit={(e) => void submit(e)}
    >
      <input type="hidden" name="timeZone" value={slots.timeZone} />
      {props.coach && <input type="hidden" name="coach" value={props.coach} />}
      {props.source && <input type="hidden" name="source" value={props.source} />}
      <CoachChooser props={props} onCoach={(slug) => void changeCoach(slug)} />
      {props.problem && <LostTime props={props} chosen={fields.start} onChoose={choose} />}
      <div class="stack">
        <p id="next-free">
          {props.nextFree ? fill(t.nextFree, { zone: zoneName(slots.timeZone, texts.common.zone) }) : t.nextFreeNone}
        </p>
        {props.nextFree && (
          <a
            class="btn"
            href={`${weekHref(props, props.nextFree.local.slice(0, 10)).replace('#times', '')}&start=${props.nextFree.start}#details`}
            aria-describedby="next-free"
            onClick={(event) => {
              event.preventDefault();
              void takeNextFree(props.nextFree!);
            }}
          >
            {label(props.nextFree)}
          </a>
        )}
      </div>
      <section class="card stack" aria-labelledby="choose">
        <h2 id="choose" tabindex={-1} autofocus={firstFault === 'start'}>
          {t.title}
        </h2>
        {errors.start && <p class="bad">{errors.start}</p>}
        <Week props={props} busy={busy} chosen={fields.start} onChoose={choose} onWeek={(from) => void turnTo(from)} />
        <ZoneChooser props={props} alive={alive} onZone={(zone) => void changeZone(zone)} />
        <p class="hide">{t.keys}</p>
      </section>
      <p role="status" class={status ? 'note' : 'hide'}>
        {status}
      </p>
      <Details
        props={props}
        slot={slot}
        fields={fields}
        errors={errors}
        sending={sending}
        firstFault={firstFault}
        onType={type}
      />
      {coach && (
        <p class="soft">{fill(t.coachZone, { name: coach.name, zone: zoneName(coach.timeZone, texts.common.zone) })}</p>
      )}
    </form>
  );
}
