import type { ComponentChildren } from 'preact';
import { leaveTo } from './leave-to.js';
import { LeaveHint } from './parts/leave-hint.js';
import type { Texts } from './texts/texts.js';

/** What every page is rendered with: the words of its language, and the language itself for dates and amounts. */
export interface Ui {
  readonly t: Texts;
  readonly locale: string;
}

/** What a page's script is told: its texts and its data, and nothing it does not need. */
export interface Island {
  /** Its own address first, then those it needs. */
  readonly scripts: readonly string[];
  readonly data?: unknown;
}

interface PageProps {
  readonly ui: Ui;
  /** Neutral: titles stay in the history of the browser. */
  readonly title: string;
  /** What the header says, and where it leads. */
  readonly home: { readonly name: string; readonly href: string };
  /** Of which practice the help page and the sign-in are. */
  readonly practice?: string | undefined;
  /** On a client's own pages nobody is asked to sign in. */
  readonly signedIn?: boolean;
  readonly narrow?: boolean;
  /** Whether anyone may find it by a search. */
  readonly forAnyone?: boolean;
  /** In a frame on a page elsewhere it has no header but the way out, and what it links to takes that whole page's place. */
  readonly framed?: boolean;
  /** Without a script the page looks again by itself after so many seconds. */
  readonly refreshSeconds?: number;
  readonly island: Island;
  readonly style: string;
  readonly children: ComponentChildren;
}

/** A whole page: the exit first, then the header, the content and the footer. */
export function Page({
  ui,
  title,
  home,
  practice,
  signedIn,
  narrow,
  forAnyone,
  framed,
  refreshSeconds,
  island,
  style,
  children,
}: PageProps) {
  const { t, locale } = ui;
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {framed && <base target="_top" />}
        {!forAnyone && <meta name="robots" content="noindex" />}
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: style }} />
        {refreshSeconds !== undefined && (
          <noscript dangerouslySetInnerHTML={{ __html: `<meta http-equiv="refresh" content="${refreshSeconds}">` }} />
        )}
        {island.scripts.slice(1).map((needed) => (
          <link key={needed} rel="modulepreload" href={needed} />
        ))}
        {island.scripts[0] && <script type="module" src={island.scripts[0]} />}
      </head>
      <body class={framed ? 'framed' : undefined}>
        <header class="top">
          <div>
            <a class="leave" id="leave" href={leaveTo} rel="noreferrer nofollow">
              {t.common.leave}
            </a>
            <a class="skip" href="#content">
              {t.common.skip}
            </a>
            {!framed && (
              <a class="name" href={home.href}>
                {home.name}
              </a>
            )}
          </div>
        </header>
        <main id="content" tabindex={-1} class={narrow ? 'narrow' : ''}>
          {children}
        </main>
        <footer class="foot stack">
          {practice !== undefined && (
            <p>
              {t.common.helpFooter} <a href={`/${practice}/help`}>{t.common.otherHelp}</a>
            </p>
          )}
          {practice !== undefined && !signedIn && !framed && (
            <p>
              <a href={`/me?practice=${practice}`}>{t.common.signIn}</a>
            </p>
          )}
          <LeaveHint words={framed ? t.embed : t.common} />
        </footer>
        {island.data !== undefined && (
          <script
            type="application/json"
            id="data"
            dangerouslySetInnerHTML={{ __html: JSON.stringify(island.data).replaceAll('<', '\\u003c') }}
          />
        )}
      </body>
    </html>
  );
}
