import type { MembershipView, SessionView } from '#contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ApiRefusal, call, hasSession, rememberSession } from './api.js';

/** Who is signed in; null where nobody is. */
export function useSession(): UseQueryResult<SessionView | null> {
  return useQuery({
    queryKey: ['session'],
    queryFn: async () => {
      // The page says when no session can be there, which spares a request that must fail.
      const page = document.querySelector<HTMLMetaElement>('meta[name="session"]')?.content;
      if (page === 'none' && !hasSession()) return null;
      try {
        return rememberSession(await call<SessionView>('GET', '/session'));
      } catch (error) {
        if (error instanceof ApiRefusal && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
}

/** The practice that is worked in, with the role one has there. */
export function usePractice(): MembershipView | undefined {
  const { data } = useSession();
  return data?.practices.find(({ id }) => id === data.practice);
}
