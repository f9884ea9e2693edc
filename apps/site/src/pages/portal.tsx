import type { SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { dayAtTime, zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';

type PortalView = Extract<SitePage, { page: 'portal' }>;

/** A client's own page: their times, and the questions that wait for them. */
export function PortalPage({ ui: { t, locale }, view }: { ui: Ui; view: PortalView }) {
  const words = t.portal;
  const { practice, appointments, forms } = view;
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
        {appointments.length === 0 && <p>{words.noAppointments}</p>}
        <ul class="grid">
          {appointments.map((one) => (
            <li class="card" key={one.id}>
              <h3>{dayAtTime(one.local, locale, t.common.dayAtTime)}</h3>
              <p class="soft">
                {zoneName(one.timeZone, t.common.zone)} · {one.offeringName} · {one.coachName}
              </p>
              <p>{words.statuses[one.status]}</p>
            </li>
          ))}
        </ul>
        {appointments.some(({ status }) => status === 'confirmed') && <p class="soft">{words.change}</p>}
        <p>
          <a class="btn" href={`/${practice.slug}`}>
            {words.book}
          </a>
        </p>
      </section>
      <p>
        <a class="btn" href="/me/settings">
          {words.contact}
        </a>
      </p>
      <p>
        <button class="btn" type="button" id="sign-out" hidden>
          {words.signOut}
        </button>
      </p>
    </div>
  );
}
