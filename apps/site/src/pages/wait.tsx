import type { SitePage } from '#contracts';
import { Input } from '../booking/details.js';
import type { Ui } from '../document.js';
import { HelpPanel } from '../parts/help-panel.js';
import { WishFields } from '../parts/wish-fields.js';
import { ZoneOptions } from '../parts/zone-options.js';
import { fill } from '../texts/texts.js';

type WaitPageView = Extract<SitePage, { page: 'wait' }>;
type Field = 'name' | 'email' | 'phone';

/** What is said at its own field; of whatever else is wrong the page says so above the form. */
const placed = new Set(['client.name', 'client.email', 'client.phone', 'until']);

/** Somebody found no time that suits: what would, and where to write. One plain form. */
export function WaitPage({ ui, view }: { ui: Ui; view: WaitPageView }) {
  const { t } = ui;
  const words = t.waitlist;
  const { practice, offering, coach, fields, faults } = view;
  const times = `/${practice.slug}/book/${offering.slug}${coach ? `?coach=${coach.slug}` : ''}`;
  if (view.asked)
    return (
      <div class="stack" role="status">
        <h1>{words.sentTitle}</h1>
        <p>{fill(words.sent, { email: fields.email })}</p>
        <p>
          <a href={times}>{words.backToTimes}</a>
        </p>
      </div>
    );
  const isFault = (field: string) => faults.some(({ path }) => path === `client.${field}`);
  const input = (field: Field, type: string, label: string, autocomplete: string, hint?: string) => (
    <Input
      field={field}
      label={label}
      error={isFault(field) ? t.booking.errors[field] : undefined}
      hint={hint}
      control={(described) => (
        <input
          id={field}
          name={field}
          type={type}
          required
          maxLength={{ name: 120, email: 254, phone: 32 }[field]}
          autocomplete={autocomplete}
          dir="auto"
          autofocus={isFault(field)}
          value={fields[field]}
          aria-invalid={isFault(field) ? 'true' : undefined}
          aria-describedby={described}
        />
      )}
    />
  );
  return (
    <div class="loose">
      <div class="stack">
        <h1>{words.title}</h1>
        <p>
          {fill(words.intro, { offering: offering.name })} {coach && fill(words.coach, { name: coach.name })}
        </p>
        <p>
          {words.how} {words.never}
        </p>
      </div>
      <HelpPanel ui={ui} practice={practice.slug} lines={view.helpLines} />
      {faults.some(({ path }) => !placed.has(path)) && (
        <p class="note" role="status">
          {words.notThatWay}
        </p>
      )}
      <form method="post" class="card stack">
        {coach && <input type="hidden" name="coach" value={coach.slug} />}
        {input('name', 'text', t.booking.name, 'name')}
        {input('email', 'email', t.booking.email, 'email', words.emailHint)}
        {offering.format === 'phone' && input('phone', 'tel', t.booking.phone, 'tel', t.booking.phoneHint)}
        <Input
          field="timeZone"
          label={words.timeZone}
          control={(described) => (
            <select id="timeZone" name="timeZone" aria-describedby={described}>
              <ZoneOptions zones={view.zones} chosen={fields.timeZone} />
            </select>
          )}
        />
        <WishFields
          ui={ui}
          chosen={fields}
          timeZone={fields.timeZone}
          today={view.today}
          isOver={faults.some(({ path }) => path === 'until')}
        />
        <p class="hint">{t.booking.whoReads}</p>
        <div class="row">
          <button class="btn main" type="submit">
            {words.ask}
          </button>
          <a class="btn" href={times}>
            {words.backToTimes}
          </a>
        </div>
      </form>
    </div>
  );
}
