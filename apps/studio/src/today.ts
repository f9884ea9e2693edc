import type { TodayQuery, TodayView } from '#contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from './api.js';

const minute = 60_000;

/** The day it is for the one who is signed in, by the server's clock; asked again every minute. `whose` says whose sessions to complete come along. */
export function useToday(whose: TodayQuery['whose'] = 'mine'): UseQueryResult<TodayView> {
  return useQuery({
    queryKey: whose === 'all' ? ['today', whose] : ['today'],
    queryFn: () => call<TodayView>('GET', whose === 'all' ? '/today?whose=all' : '/today'),
    staleTime: minute,
    refetchInterval: minute,
  });
}
