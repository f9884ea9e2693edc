import type { SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { Mover, type MoverProps } from '../moving/mover.js';
import { HelpPanel } from '../parts/help-panel.js';
import { WeekStays } from '../parts/week-stays.js';
import { dayAtTime, wallOf, zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';

type MovePageView = Extract<SitePage, { page: 'move' }>;
type ConfirmPageView = Extract<SitePage, { page: 'move-confirm' }>;

/** What the chooser of another time is told, in its language. */
export function moverProps(view: MovePageView, { t, locale }: Ui): MoverProps {
  const { token, slots, zones, firstDay, lastDay, nextFree, problem, alternatives } = view;
  const { dayAtTime, offset, zone, saveOffline, trouble } = t.common;
  const { chooseFirst, goOn, keep, taken } = t.move;
  const booking = { ...t.booking, taken };
  return {
    locale,
    texts: { booking, common: { dayAtTime, offset, zone, saveOffline, trouble } },
    words: { chooseFirst, goOn, keep },
    ...{ token, slots, zones, firstDay, lastDay, nextFree, problem, alternatives },
  };
}

/** Another time for an appointment: where it is now, and a week to choose from. */
export function MovePage({ ui, view, mover }: { ui: Ui; view: MovePageView; mover: MoverProps }) {
  const { t, locale } = ui;
  const { appointment } = view.managed;
  return (
    <div class="loose">
      <div class="stack">
        <h1>{t.move.title}</h1>
        <p>
          {fill(t.move.present, {
            time: dayAtTime(wallOf(appointment), locale, t.common),
            zone: zoneName(appointment.timeZone, t.common.zone),
          })}
        </p>
      </div>
      <HelpPanel ui={ui} practice={appointment.practice.slug} lines={view.helpLines} />
      <div id="mover">
        <Mover {...mover} />
      </div>
      <form id="zones" method="get" action={`/a/${view.token}/move`}>
        <WeekStays view={view} />
      </form>
    </div>
  );
}

/** Old and new time, read before the move is made. */
export function MoveConfirmPage({ ui, view }: { ui: Ui; view: ConfirmPageView }) {
  const { t, locale } = ui;
  const { token, slot, timeZone, presentLocal, managed } = view;
  const words = t.move;
  const at = (local: string) => dayAtTime(local, locale, t.common);
  const zone = zoneName(timeZone, t.common.zone);
  const elsewhere = timeZone !== managed.appointment.timeZone;
  return (
    <div class="loose">
      <h1>{words.confirmTitle}</h1>
      <HelpPanel ui={ui} practice={managed.appointment.practice.slug} lines={view.helpLines} />
      <section class="card stack">
        <dl class="facts">
          <dt>{words.before}</dt>
          <dd>
            {at(presentLocal)} ({zone})
          </dd>
          <dt>{words.after}</dt>
          <dd>
            <b>{at(wallOf(slot))}</b> ({zone})
          </dd>
          <dt>{t.appointment.what}</dt>
          <dd>{managed.appointment.offeringName}</dd>
          <dt>{t.appointment.withWhom}</dt>
          <dd dir="auto">{managed.appointment.coachName}</dd>
        </dl>
        {elsewhere && (
          <p class="soft">{fill(words.writtenIn, { zone: zoneName(managed.appointment.timeZone, t.common.zone) })}</p>
        )}
        {view.feeFromLocal && (
          <p>{view.feeAtOnce ? words.feeAtOnce : fill(words.freeUntil, { time: at(view.feeFromLocal), zone })}</p>
        )}
        <p class="soft">{managed.appointment.status === 'confirmed' ? words.then : words.thenAsked}</p>
        <form method="post" action={`/a/${token}/move`} class="row">
          <input type="hidden" name="start" value={slot.start} />
          <input type="hidden" name="zone" value={timeZone} />
          <button class="btn main" type="submit">
            {words.confirm}
          </button>
          <a
            class="btn"
            href={`/a/${token}/move?zone=${encodeURIComponent(timeZone)}&from=${slot.local.slice(0, 10)}#times`}
          >
            {words.other}
          </a>
          <a class="btn" href={`/a/${token}`}>
            {words.keep}
          </a>
        </form>
      </section>
    </div>
  );
}
