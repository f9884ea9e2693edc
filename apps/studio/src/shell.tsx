import type { SessionView } from '#contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from './api.js';
import { SignInPage } from './pages/sign-in.js';
import { Refusal, Waiting } from './parts/query.js';
import { usePractice, useSession } from './session.js';
import { texts } from './texts/texts.js';

/**
 * What every page of a member stands in: who is not signed in signs in right here, and then sees the page they wanted.
 * A session that ends while somebody writes hides the page and keeps what was typed.
 */
export function Shell({ children = <Outlet /> }: { children?: ReactNode }) {
  const client = useQueryClient();
  const session = useSession();
  const [user, setUser] = useState<string | null>(null);
  if (session.data && session.data.user.id !== user) setUser(session.data.user.id);

  if (session.isPending)
    return (
      <main className="studio" id="content">
        <Waiting />
      </main>
    );
  if (session.isError)
    return (
      <main className="studio" id="content">
        <h1>{texts.errors.title}</h1>
        <Refusal error={session.error} />
      </main>
    );
  const signedIn = (begun: SessionView) => {
    // Somebody else at the same desk begins with nothing of the one before.
    if (user !== null && user !== begun.user.id) return window.location.assign('/studio');
    client.setQueryData(['session'], begun);
    if (user !== null) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  };
  const isOut = session.data === null;
  return (
    <>
      {isOut && <SignInPage onSignedIn={signedIn} again={user !== null} />}
      {(!isOut || user !== null) && (
        <div hidden={isOut}>
          <Frame isOut={isOut}>{children}</Frame>
        </div>
      )}
    </>
  );
}

interface FrameProps {
  readonly isOut: boolean;
  readonly children: ReactNode;
}

function Frame({ isOut, children }: FrameProps) {
  const practice = usePractice();
  const signOut = async () => {
    await call('DELETE', '/session');
    window.location.assign('/studio');
  };
  return (
    <>
      <a className="skip" href="#content">
        {texts.skip}
      </a>
      <header className="bar">
        <span className="practice">{practice?.name}</span>
        <nav aria-label={texts.nav.label}>
          <Link to="/studio" activeOptions={{ exact: true, includeSearch: false }}>
            {texts.nav.today}
          </Link>
          <Link to="/studio/calendar" activeOptions={{ includeSearch: false }}>
            {texts.nav.calendar}
          </Link>
          <Link to="/studio/caseload" activeOptions={{ includeSearch: false }}>
            {texts.nav.caseload}
          </Link>
          <Link to="/studio/settings" activeOptions={{ includeSearch: false }}>
            {texts.nav.settings}
          </Link>
        </nav>
        <button type="button" onClick={() => void signOut()}>
          {texts.nav.signOut}
        </button>
      </header>
      <main className="studio" id={isOut ? 'behind' : 'content'} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
