import type { SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { HelpPanel } from '../parts/help-panel.js';
import { dayAtTime, money, zoneName } from '../printing.js';
import { count, fill } from '../texts/texts.js';
import { Facts } from './facts.js';

type CancelPageView = Extract<SitePage, { page: 'cancel' }>;

/** What cancelling would do, read before it is done. */
export function CancelPage({ ui, view }: { ui: Ui; view: CancelPageView }) {
  const { t, locale } = ui;
  const { effect, token, untilLocal } = view;
  const words = t.cancel;
  // Nobody else has a part in it before it is agreed on.
  const isRequest = view.managed.appointment.status === 'pending_approval';
  return (
    <div class="loose">
      <h1>{words.title}</h1>
      {view.changed && (
        <p class="note" role="status">
          {words.changed}
        </p>
      )}
      <HelpPanel ui={ui} practice={view.managed.appointment.practice.slug} lines={view.helpLines} />
      <Facts ui={ui} view={view} />
      <section class="card stack">
        <p>{words.intro}</p>
        {view.joint && <p>{isRequest ? words.ownRequest : words.ownPlace}</p>}
        <p>
          <b>{moneyWords(ui, view)}</b>
        </p>
        {effect.credits > 0 && <p>{count(words.credits, effect.credits, locale)}</p>}
        {untilLocal && (
          <p class="soft">
            {fill(words.until, {
              when: dayAtTime(untilLocal, locale, t.common),
              zone: zoneName(view.managed.appointment.timeZone, t.common.zone),
            })}
          </p>
        )}
        <form method="post" action={`/a/${token}/cancel`} class="row">
          <input type="hidden" name="seenAmount" value={effect.fee.amount} />
          <input type="hidden" name="seenCurrency" value={effect.fee.currency} />
          <a class="btn main" href={`/a/${token}`}>
            {words.keep}
          </a>
          <button class="btn away" type="submit">
            {words.confirm}
          </button>
        </form>
      </section>
    </div>
  );
}

/** Of several people nobody is told whether another comes, so both ways it may go are said. */
function moneyWords({ t, locale }: Ui, { effect: { fee, refund }, joint }: CancelPageView): string {
  const values = { fee: money(fee, locale), refund: money(refund, locale) };
  if (refund.amount > 0) {
    const { allIfAlone, partIfAlone, refundAll, refundPart } = t.cancel;
    const [all, part] = joint ? [allIfAlone, partIfAlone] : [refundAll, refundPart];
    return fill(fee.amount > 0 ? part : all, values);
  }
  return fee.amount > 0 ? fill(t.cancel.feeOnly, values) : t.cancel.nothing;
}
