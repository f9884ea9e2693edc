import type { SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { HelpPanel } from '../parts/help-panel.js';
import { How } from '../parts/how.js';
import { SignOut } from '../parts/sign-out.js';
import { TimeFacts } from './facts.js';

type OwnAppointmentView = Extract<SitePage, { page: 'own-appointment' }>;

/** One time on a client's own pages: when, with whom, where, and where it can be cancelled. */
export function OwnAppointmentPage({ ui, view }: { ui: Ui; view: OwnAppointmentView }) {
  const { t } = ui;
  const { appointment, practice } = view;
  const { status, format } = appointment;
  const words = t.appointment;
  return (
    <div class="loose">
      <h1>{words.titles[status]}</h1>
      <HelpPanel ui={ui} practice={practice.slug} lines={view.helpLines} />
      <dl class="facts card">
        <TimeFacts ui={ui} appointment={appointment} />
        {format && (
          <>
            <dt>{words.how}</dt>
            <dd>
              <How ui={ui} format={format} status={status} whereabouts={view.whereabouts} today={view.today} />
            </dd>
          </>
        )}
      </dl>
      {status === 'held' && <p>{t.portal.toPay}</p>}
      {(status === 'confirmed' || status === 'pending_approval') && <p>{t.portal.toCancel}</p>}
      <div class="row">
        <a class="btn" href="/me/home">
          {t.portal.back}
        </a>
        <SignOut ui={ui} csrfToken={view.csrfToken} />
      </div>
    </div>
  );
}
