import { Loader } from '@mantine/core';
import type { SessionView } from '#contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { ApiRefusal, call, rememberSession } from './api.js';
import { SignInPage } from './pages/sign-in.js';
import { Refusal } from './parts/query.js';
import { texts } from './texts/texts.js';

/** What every page of a member stands in: who is not signed in signs in right here, and then sees the page they wanted. */
export function Shell() {
  const client = useQueryClient();
  const session = useQuery({
    queryKey: ['session'],
    queryFn: async () => {
      // The page says when no session can be there, which spares a request that must fail.
      if (document.querySelector<HTMLMetaElement>('meta[name="session"]')?.content === 'none') return null;
      try {
        return rememberSession(await call<SessionView>('GET', '/session'));
      } catch (error) {
        if (error instanceof ApiRefusal && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
  if (session.isPending) return <Loader role="status" aria-label={texts.loading} m="xl" />;
  if (session.isError) return <Refusal error={session.error} />;
  const enter = (signedIn: SessionView) => {
    // What the page said when it was opened holds no longer; asked again, the session would seem gone.
    document.querySelector('meta[name="session"]')?.remove();
    client.setQueryData(['session'], signedIn);
  };
  if (session.data === null) return <SignInPage onSignedIn={enter} />;
  const signOut = async () => {
    await call('DELETE', '/session');
    client.clear();
    window.location.assign('/studio');
  };
  const practice = session.data.practices.find(({ id }) => id === session.data?.practice);
  return (
    <>
      <a className="skip" href="#content">
        {texts.skip}
      </a>
      <header>
        <nav className="bar" aria-label={texts.nav.label}>
          <Link to="/studio" activeOptions={{ exact: true }}>
            {texts.nav.today}
          </Link>
          <Link to="/studio/caseload">{texts.nav.caseload}</Link>
          <span className="space" />
          <span className="soft">{practice?.name}</span>
          <button type="button" onClick={() => void signOut()}>
            {texts.nav.signOut}
          </button>
        </nav>
      </header>
      <main className="studio" id="content">
        <Outlet />
      </main>
    </>
  );
}
