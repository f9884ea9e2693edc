import type { List } from '#contracts';
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { call } from './api.js';

const mostAtOnce = 200;
const withCursor = (path: string, cursor: string): string =>
  cursor ? `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` : path;

/** A list to its very end, page after page: for what is only right when whole, such as choices and what comes next. */
export async function wholeList<Item>(path: string): Promise<Item[]> {
  const asked = `${path}${path.includes('?') ? '&' : '?'}limit=${mostAtOnce}`;
  const found: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: List<Item> = await call('GET', withCursor(asked, cursor));
    found.push(...page.data);
    cursor = page.nextCursor;
  }
  return found;
}

/** A list of which more is asked for only when somebody wants it. */
export function usePages<Item>(
  queryKey: readonly unknown[],
  path: string,
): UseInfiniteQueryResult<InfiniteData<List<Item>>> {
  return useInfiniteQuery({
    queryKey: [...queryKey, 'pages', path],
    queryFn: ({ pageParam }) => call<List<Item>>('GET', withCursor(path, pageParam)),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });
}
