import type { SiteContext, SitePage } from '#contracts';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Page, type Island, type Ui } from './document.js';
import type { AppointmentData } from './islands/appointment.entry.js';
import type { PasskeyData } from './islands/passkeys.js';
import type { PrivateData } from './islands/private.entry.js';
import { AppointmentPage } from './pages/appointment.js';
import { BookingPage, bookerProps } from './pages/booking.js';
import { CancelPage } from './pages/cancel.js';
import { CoachPage } from './pages/coach.js';
import { ContactPage } from './pages/contact.js';
import { FormPage } from './pages/form.js';
import { HelpPage } from './pages/help.js';
import { isEnding } from './pages/hold-ending.js';
import { HomePage } from './pages/home.js';
import { JoiningPage } from './pages/joining.js';
import { MoveConfirmPage, MovePage, moverProps } from './pages/move.js';
import { OfferingsPage } from './pages/offerings.js';
import { OpenLinkPage } from './pages/open-link.js';
import { OwnAppointmentPage } from './pages/own-appointment.js';
import { isWaiting, PaidPage } from './pages/paid.js';
import { PortalPage } from './pages/portal.js';
import { PracticePage } from './pages/practice.js';
import { PrivatePage } from './pages/private.js';
import { ProblemPage } from './pages/problem.js';
import { SignInPage } from './pages/sign-in.js';
import { WaitPage } from './pages/wait.js';
import { WaitlistPage } from './pages/waitlist.js';
import { untilWords } from './printing.js';
import { fill } from './texts/texts.js';

/** What a page needs around it. */
interface Around {
  readonly title: string;
  readonly practice?: { readonly slug: string; readonly name: string };
  /** Of which practice help is shown, where its name is not known. */
  readonly slug?: string | undefined;
  readonly signedIn?: boolean;
  readonly narrow?: boolean;
  readonly refreshSeconds?: number;
  readonly script: string;
  readonly data?: unknown;
  readonly body: JSX.Element;
}

const product = 'Rapport';
/** Where no script clears a page that was left open, it is asked for anew once the server has shut what is private. */
const blankAfterSeconds = 10 * 60 + 1;
/** What a practice shows to anyone, so that it can be found. */
const forAnyone: ReadonlySet<SitePage['page']> = new Set(['home', 'practice', 'coach', 'booking', 'help']);

/** A page as a whole HTML document. */
export function renderPage(page: SitePage, ui: Ui, context: SiteContext, style: string): string {
  const { framed = false } = context;
  const around = frame(page, ui, framed);
  const island: Island = { scripts: context.scripts[scriptOf(around, framed)] ?? [], data: around.data };
  const { practice } = around;
  const document = renderToString(
    <Page
      ui={ui}
      title={around.title}
      home={practice ? { name: practice.name, href: `/${practice.slug}` } : { name: product, href: '/' }}
      practice={practice?.slug ?? around.slug}
      signedIn={around.signedIn ?? false}
      narrow={around.narrow ?? false}
      forAnyone={!framed && forAnyone.has(page.page)}
      framed={framed}
      {...(around.refreshSeconds !== undefined && { refreshSeconds: around.refreshSeconds })}
      island={island}
      style={style}
    >
      {around.body}
    </Page>,
  );
  return `<!doctype html>${document}`;
}

/** In a frame every page's script speaks with the page around. */
const scriptOf = ({ script }: Around, framed: boolean): string =>
  framed ? (script === 'booking' ? 'framed-booking' : 'framed') : script;

function frame(page: SitePage, ui: Ui, framed: boolean): Around {
  const { t } = ui;
  switch (page.page) {
    case 'home':
      return { title: product, script: 'plain', body: <HomePage ui={ui} demo={page.demo} /> };
    case 'practice': {
      const { practice } = page;
      return { title: practice.name, practice, script: 'plain', body: <PracticePage ui={ui} practice={practice} /> };
    }
    case 'offerings': {
      const { practice } = page;
      return { title: practice.name, practice, script: 'plain', body: <OfferingsPage ui={ui} practice={practice} /> };
    }
    case 'coach': {
      const { practice, coach, nextFree } = page;
      const body = <CoachPage {...{ ui, practice, coach, nextFree }} />;
      return { title: coach.name, practice, script: 'plain', body };
    }
    case 'booking': {
      const { view } = page;
      const booker = bookerProps(view, ui, framed);
      return {
        title: view.practice.name,
        practice: view.practice,
        script: 'booking',
        // The zones stand in the page already.
        data: { ...booker, zones: [] },
        body: <BookingPage ui={ui} view={view} booker={booker} />,
      };
    }
    case 'help':
      return {
        title: page.practice.name,
        practice: page.practice,
        narrow: true,
        script: 'plain',
        body: <HelpPage ui={ui} view={page} />,
      };
    case 'appointment':
      return {
        ...managedFrame(page, ui, { passkey: page.offersPrivacy ? { texts: passkeyTexts(ui) } : null }),
        body: <AppointmentPage ui={ui} view={page} />,
      };
    case 'paid':
      return { ...managedFrame(page, ui, { waiting: isWaiting(page) }), body: <PaidPage ui={ui} view={page} /> };
    case 'cancel':
      return { ...managedFrame(page, ui, {}), body: <CancelPage ui={ui} view={page} /> };
    case 'move': {
      const mover = moverProps(page, ui);
      return {
        title: t.common.neutralTitle,
        practice: page.managed.appointment.practice,
        script: 'move',
        // The zones stand in the page already.
        data: { ...mover, zones: [] },
        body: <MovePage ui={ui} view={page} mover={mover} />,
      };
    }
    case 'move-confirm':
      return { ...managedFrame(page, ui, {}), body: <MoveConfirmPage ui={ui} view={page} /> };
    case 'sign-in':
      return {
        title: t.signIn.title,
        slug: page.practice || undefined,
        signedIn: true,
        narrow: true,
        script: 'plain',
        body: <SignInPage ui={ui} view={page} />,
      };
    case 'open-link': {
      const { dead, deadForm } = t.openLink;
      return {
        title: product,
        slug: page.practice ?? undefined,
        signedIn: true,
        narrow: true,
        script: 'open-link',
        data: { token: page.token, dead: page.kind === 'form' ? deadForm : dead, trouble: t.common.trouble },
        body: <OpenLinkPage ui={ui} view={page} />,
      };
    }
    case 'joining':
      return {
        title: product,
        signedIn: true,
        narrow: true,
        script: 'plain',
        body: <JoiningPage ui={ui} view={page} />,
      };
    case 'wait':
      return {
        title: page.practice.name,
        practice: page.practice,
        narrow: true,
        script: 'plain',
        body: <WaitPage ui={ui} view={page} />,
      };
    case 'waitlist':
      return {
        title: t.common.neutralTitle,
        ...(page.view.practice && { practice: page.view.practice }),
        narrow: true,
        script: 'plain',
        body: <WaitlistPage ui={ui} view={page} />,
      };
    case 'portal':
      return { ...ownFrame(page, ui), body: <PortalPage ui={ui} view={page} /> };
    case 'own-appointment':
      return { ...ownFrame(page, ui), body: <OwnAppointmentPage ui={ui} view={page} /> };
    case 'contact':
      return {
        ...ownFrame(page, ui),
        refreshSeconds: blankAfterSeconds,
        body: <ContactPage ui={ui} view={page} />,
      };
    case 'private': {
      const { csrfToken, here, access } = page;
      // What was open already was opened once more to change something here.
      const next = access.unlocked ? here : page.next;
      const data: PrivateData = { csrfToken, next, here, idle: t.idle, texts: passkeyTexts(ui) };
      return {
        ...ownFrame(page, ui),
        refreshSeconds: blankAfterSeconds,
        script: 'private',
        data,
        body: <PrivatePage ui={ui} view={page} />,
      };
    }
    case 'form': {
      const { form, idle } = t;
      const filler = {
        locale: ui.locale,
        texts: { form, idle },
        csrfToken: page.csrfToken,
        assignment: page.assignment,
        showsBefore: page.showsBefore,
      };
      return {
        ...ownFrame(page, ui),
        script: 'form',
        data: filler,
        body: <FormPage ui={ui} view={page} filler={filler} />,
      };
    }
    case 'problem':
      return {
        title: t.problem[page.kind].title,
        slug: page.practice ?? undefined,
        narrow: true,
        script: 'plain',
        body: <ProblemPage ui={ui} kind={page.kind} requestId={page.requestId} />,
      };
  }
}

type OwnPage = Extract<SitePage, { page: 'portal' | 'own-appointment' | 'contact' | 'private' | 'form' }>;

/** Around what a client sees of their own, in a session. */
function ownFrame({ practice, csrfToken }: OwnPage, { t }: Ui): Omit<Around, 'body'> {
  const data = { csrfToken, idle: t.idle };
  return { title: t.common.neutralTitle, practice, signedIn: true, narrow: true, script: 'portal', data };
}

/** What the script says about passkeys. */
function passkeyTexts({ t: { passkey } }: Ui): PasskeyData['texts'] {
  const { refused, 'given-up': givenUp, trouble } = passkey;
  return { refused, 'given-up': givenUp, trouble };
}

type ManagedPage = Extract<SitePage, { page: 'appointment' | 'paid' | 'cancel' | 'move-confirm' }>;

function managedFrame(
  page: ManagedPage,
  { t, locale }: Ui,
  { waiting = false, passkey = null }: { waiting?: boolean; passkey?: PasskeyData | null },
): Omit<Around, 'body'> {
  const { managed, token, holdUntil, holdSecondsLeft, today } = page;
  const { appointment, payment, attends, actions } = managed;
  const { holdSoon, holdSoonAtMost, mailsGoTo } = t.appointment;
  const time = untilWords(holdUntil, today, locale, t.common);
  const looks = waiting || isEnding(page);
  const data: AppointmentData = {
    token,
    holdSecondsLeft: attends && appointment.status === 'held' ? holdSecondsLeft : null,
    holdSoon: fill(actions.includes('hold') ? holdSoon : holdSoonAtMost, { time }),
    mailsGoTo,
    passkey,
    waitingFor: looks ? { status: appointment.status, payment: payment.status ?? '' } : null,
  };
  return {
    ...(looks && { refreshSeconds: 5 }),
    title: t.common.neutralTitle,
    practice: appointment.practice,
    narrow: true,
    script: 'appointment',
    data,
  };
}
