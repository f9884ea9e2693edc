import type { OfferedTime, SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { HelpPanel } from '../parts/help-panel.js';
import { dayAtTime, money, untilWords, wallOf, zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';

type WaitlistPageView = Extract<SitePage, { page: 'waitlist' }>;

/** Behind a mailed link: a time that is kept for its reader, or how it stands with their waiting. Looking changes nothing; every act is a plain form. */
export function WaitlistPage({ ui, view }: { ui: Ui; view: WaitlistPageView }) {
  const words = ui.t.waitlist;
  const { notice } = view;
  const { state, offer, practice } = view.view;
  const said = notice && (
    <p class="note" role="status">
      {words[notice]}
    </p>
  );
  if (state === 'asked') return <Asked ui={ui} token={view.token} />;
  if (state === 'waiting' && offer)
    return (
      <div class="loose">
        <h1>{words.offered.title}</h1>
        {said}
        {practice && <HelpPanel ui={ui} practice={practice.slug} lines={view.helpLines} />}
        <Offered ui={ui} view={view} offer={offer} />
        <Leaving ui={ui} token={view.token} />
      </div>
    );
  return (
    <div class="loose">
      <div class="stack">
        <h1>{words[state].title}</h1>
        {said}
        <p>{words[state].text}</p>
      </div>
      {state === 'waiting' && <Leaving ui={ui} token={view.token} />}
    </div>
  );
}

function Asked({ ui, token }: { ui: Ui; token: string }) {
  const { asked } = ui.t.waitlist;
  return (
    <div class="stack">
      <h1>{asked.title}</h1>
      <p>{asked.text}</p>
      <form method="post" action={`/w/${token}`}>
        <button class="btn main" type="submit" name="action" value="confirm">
          {asked.confirm}
        </button>
      </form>
      <p class="soft">{asked.not}</p>
    </div>
  );
}

function Offered({ ui: { t, locale }, view, offer }: { ui: Ui; view: WaitlistPageView; offer: OfferedTime }) {
  const words = t.waitlist.offered;
  const { present, timeZone, offeringName } = view.view;
  const at = (local: string) => dayAtTime(local, locale, t.common);
  const zone = zoneName(timeZone, t.common.zone);
  return (
    <section class="card stack">
      <dl class="facts">
        {present && (
          <>
            <dt>{words.now}</dt>
            <dd>
              {at(wallOf(present))} ({zone})
            </dd>
          </>
        )}
        <dt>{words.free}</dt>
        <dd>
          <b>{at(wallOf(offer))}</b> ({zone})
        </dd>
        {offeringName !== null && (
          <>
            <dt>{t.appointment.what}</dt>
            <dd>{offeringName}</dd>
          </>
        )}
        <dt>{t.appointment.withWhom}</dt>
        <dd dir="auto">{offer.coachName}</dd>
        {offer.price && (
          <>
            <dt>{t.booking.price}</dt>
            <dd>{offer.price.amount > 0 ? money(offer.price, locale) : t.common.free}</dd>
          </>
        )}
      </dl>
      <p>{fill(words.kept, { time: untilWords(offer.untilLocal, view.today, locale, t.common) })}</p>
      {offer.fee && (
        <p>{offer.fee.atOnce ? t.move.feeAtOnce : fill(t.move.freeUntil, { time: at(offer.fee.fromLocal), zone })}</p>
      )}
      <p class="soft">{present ? words.moves : words.books}</p>
      <form method="post" action={`/w/${view.token}`} class="row">
        <input type="hidden" name="start" value={offer.start} />
        <button class="btn main" type="submit" name="action" value="claim">
          {words.take}
        </button>
        <button class="btn" type="submit" name="action" value="decline">
          {words.no}
        </button>
      </form>
    </section>
  );
}

function Leaving({ ui: { t }, token }: { ui: Ui; token: string }) {
  return (
    <form method="post" action={`/w/${token}`} class="stack">
      <p class="hint" id="leave-hint">
        {t.waitlist.leaveHint}
      </p>
      <p>
        <button class="btn away" type="submit" name="action" value="leave" aria-describedby="leave-hint">
          {t.waitlist.leave}
        </button>
      </p>
    </form>
  );
}
