import { zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';
import { coachOf, weekHref, type BookerProps } from './booker-props.js';
import { errorsOf } from './checks.js';
import { CoachChooser } from './coach-chooser.js';
import { Details } from './details.js';
import { LostTime } from './lost-time.js';
import { NextFree } from './next-free.js';
import { bookAddress } from './sending.js';
import { useBooking } from './use-booking.js';
import { Week } from './week.js';
import { ZoneChooser } from './zone-chooser.js';

/** Choosing a time and saying who comes: rendered on the server as a plain form, and brought to life in the browser. */
export function Booker(given: BookerProps) {
  const { props, fields, slot, errors, busy, sending, status, outcome, alive, form, can } = useBooking(given);
  const [firstFault] = Object.keys(errorsOf(given.faults, given));
  const { texts, slots } = props;
  const t = texts.booking;
  const coach = coachOf(props);

  return (
    <form
      method="post"
      action={bookAddress(props)}
      noValidate={alive}
      ref={form}
      class="loose"
      onSubmit={(e) => void can.submit(e)}
    >
      <input type="hidden" name="timeZone" value={slots.timeZone} />
      {props.coach && <input type="hidden" name="coach" value={props.coach} />}
      {props.source && <input type="hidden" name="source" value={props.source} />}
      {props.framed && <input type="hidden" name="framed" value="1" />}
      <CoachChooser props={props} onCoach={(slug) => void can.changeCoach(slug)} />
      {props.problem && (
        <LostTime props={props} chosen={fields.start} group={alive ? 'near' : 'start'} onChoose={can.choose} />
      )}
      <NextFree
        props={props}
        href={({ start, local }) =>
          `${weekHref(props, local.slice(0, 10)).replace('#times', '')}&start=${start}#details`
        }
        onTake={(next) => void can.takeNextFree(next)}
      />
      <section class="card stack" aria-labelledby="choose">
        <h2 id="choose" tabindex={-1} autofocus={firstFault === 'start'}>
          {t.title}
        </h2>
        {errors.start && <p class="bad">{errors.start}</p>}
        <Week
          props={props}
          busy={busy}
          chosen={fields.start}
          onChoose={can.choose}
          onWeek={(from) => void can.turnTo(from)}
        />
        <ZoneChooser props={props} id="zone" form="zones" alive={alive} onZone={(zone) => void can.changeZone(zone)} />
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
        outcome={outcome}
        alive={alive}
        firstFault={firstFault}
        onType={can.type}
        onZone={(zone) => void can.changeZone(zone)}
      />
      {coach && (
        <p class="soft">{fill(t.coachZone, { name: coach.name, zone: zoneName(coach.timeZone, texts.common.zone) })}</p>
      )}
    </form>
  );
}
