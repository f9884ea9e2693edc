import type { PortalAppointment, SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { SignOut } from '../parts/sign-out.js';
import { dayAtTime, wallOf, zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';

type PortalView = Extract<SitePage, { page: 'portal' }>;

/** A client's own page: their times, and the questions that wait for them. */
export function PortalPage({ ui, view }: { ui: Ui; view: PortalView }) {
  const { t } = ui;
  const words = t.portal;
  const { practice, coming, past, forms } = view;
  return (
    <div class="loose">
      <h1>{fill(words.title, { name: view.name })}</h1>
      <section class="stack">
        <h2>{words.forms}</h2>
        {forms.length === 0 && <p>{words.noForms}</p>}
        <ul class="grid">
          {forms.map(({ id, name, status }) => (
            <li class="card stack" key={id}>
              <h3>{name}</h3>
              {status === 'submitted' ? (
                <p class="soft">{words.done}</p>
              ) : (
                <p>
                  <a
                    class="btn main"
                    href={`/me/forms/${id}`}
                    aria-label={`${name}: ${status === 'started' ? words.goOn : words.begin}`}
                  >
                    {status === 'started' ? words.goOn : words.begin}
                  </a>
                </p>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section class="stack">
        <h2>{words.appointments}</h2>
        {coming.length === 0 && <p>{words.noAppointments}</p>}
        <ul class="grid">
          {coming.map((one) => (
            <OwnTime key={one.id} ui={ui} one={one} />
          ))}
        </ul>
        <p>
          <a class="btn" href={`/${practice.slug}`}>
            {words.book}
          </a>
        </p>
      </section>
      {past.length > 0 && (
        <section class="stack">
          <h2>{words.past}</h2>
          <ul class="grid">
            {past.map((one) => (
              <OwnTime key={one.id} ui={ui} one={one} />
            ))}
          </ul>
        </section>
      )}
      <section class="stack">
        <h2>{t.private.settingsTitle}</h2>
        <p>{words.private}</p>
        <div class="row">
          <a class="btn" href="/me/private">
            {t.private.pinTitle}
          </a>
          <a class="btn" href="/me/settings">
            {words.contact}
          </a>
        </div>
      </section>
      <SignOut ui={ui} csrfToken={view.csrfToken} />
    </div>
  );
}

/** A time in short, and the way to its page. */
function OwnTime({ ui: { t, locale }, one }: { ui: Ui; one: PortalAppointment }) {
  return (
    <li class="card">
      <h3>
        <a href={`/me/appointments/${one.id}`}>{dayAtTime(wallOf(one), locale, t.common)}</a>
      </h3>
      <p class="soft">
        {zoneName(one.timeZone, t.common.zone)} · <bdi>{one.offeringName}</bdi> · <bdi>{one.coachName}</bdi>
      </p>
      <p>{one.attends ? t.portal.statuses[one.status] : t.appointment.notComing}</p>
    </li>
  );
}
