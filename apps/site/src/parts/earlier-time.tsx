import type { SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { dayAtTime, wallOf } from '../printing.js';
import { fill } from '../texts/texts.js';
import { WishFields } from './wish-fields.js';

type AppointmentPageView = Extract<SitePage, { page: 'appointment' }>;

const anything = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  parts: ['morning', 'afternoon', 'evening'],
  until: '',
} as const;

/** On the page of an appointment: whether its owner would like an earlier time, should one come free. Plain forms. */
export function EarlierTime({ ui, view: { earlier, token, managed, today } }: { ui: Ui; view: AppointmentPageView }) {
  const { t, locale } = ui;
  const words = t.waitlist;
  if (earlier?.waiting) {
    const { offer } = earlier.waiting;
    const at = (local: string) => dayAtTime(local, locale, t.common);
    return (
      <section class="card stack" id="earlier">
        <h2>{words.onList}</h2>
        <p>{offer ? fill(words.keptNow, { time: at(wallOf(offer)), until: at(offer.untilLocal) }) : words.waits}</p>
        <form method="post" action={`/a/${token}/waitlist`}>
          <button class="btn" type="submit" name="action" value="leave">
            {words.leave}
          </button>
        </form>
      </section>
    );
  }
  if (!earlier?.may) return null;
  return (
    <details class="card" id="earlier">
      <summary>{words.summary}</summary>
      <form method="post" action={`/a/${token}/waitlist`} class="stack">
        <p>
          {words.how} {words.never}
        </p>
        <WishFields ui={ui} chosen={anything} timeZone={managed.appointment.timeZone} today={today} />
        <p>
          <button class="btn" type="submit" name="action" value="join">
            {words.ask}
          </button>
        </p>
      </form>
    </details>
  );
}
