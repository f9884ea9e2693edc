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
  const { status, format, attends } = appointment;
  const words = t.appointment;
  return (
    <div class="loose">
      <h1>{attends ? words.titles[status] : words.notComing}</h1>
      {!attends && <p>{words.placeEnded}</p>}
      <HelpPanel ui={ui} practice={practice.slug} lines={view.helpLines} />
      <dl class="facts card">
        <TimeFacts ui={ui} appointment={appointment} />
        {format && (
          <>
            <dt>{words.how}</dt>
            <dd>
              <How
                ui={ui}
                format={format}
                expected={attends && status === 'confirmed'}
                whereabouts={view.whereabouts}
                today={view.today}
              />
            </dd>
          </>
        )}
      </dl>
      {attends && status === 'held' && <p>{t.portal.toPay}</p>}
      {attends && (status === 'confirmed' || status === 'pending_approval') && <p>{t.portal.toCancel}</p>}
      <div class="row">
        <a class="btn" href="/me/home">
          {t.portal.back}
        </a>
        <SignOut ui={ui} csrfToken={view.csrfToken} />
      </div>
    </div>
  );
}
