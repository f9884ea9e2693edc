import type { TodayView } from '#contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from './api.js';

const minute = 60_000;

/** The day it is for the one who is signed in, by the server's clock; asked again every minute. */
export function useToday(): UseQueryResult<TodayView> {
  return useQuery({
    queryKey: ['today'],
    queryFn: () => call<TodayView>('GET', '/today'),
    staleTime: minute,
    refetchInterval: minute,
  });
}
