import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiRefusal } from './api.js';

const isRefusal = (error: unknown): error is ApiRefusal => error instanceof ApiRefusal;

/** What the pages remember of the API; a session that ended anywhere is known everywhere. */
export function createQueryClient(): QueryClient {
  const endOfSession = (error: unknown) => {
    if (isRefusal(error) && error.status === 401) client.setQueryData(['session'], null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: endOfSession }),
    mutationCache: new MutationCache({ onError: endOfSession }),
    defaultOptions: {
      queries: {
        // A refusal stays one; only what may have been lost on the way is asked once more.
        retry: (failures, error) => failures < 1 && (!isRefusal(error) || error.status === 0 || error.status >= 500),
      },
    },
  });
  return client;
}
