import type { CaseView } from '#contracts';

export const caseStatuses = ['inquiry', 'active', 'paused', 'closed', 'separated'] as const;

/** Whether people may be added to a case of this status and forms be asked in it. */
export const isOpen = (status: CaseView['status']): boolean => status !== 'closed' && status !== 'separated';

export interface CaseloadFilters {
  q?: string | undefined;
  status?: CaseView['status'] | undefined;
  coach?: string | undefined;
}

/** The filters of the caseload in an address; what cannot be read is left out. */
export function caseloadFilters(search: Record<string, unknown>): CaseloadFilters {
  const { q, coach } = search;
  const status = caseStatuses.find((one) => one === search['status']);
  return {
    ...(typeof q === 'string' && q.trim() !== '' && { q: q.slice(0, 100) }),
    ...(status && { status }),
    ...(typeof coach === 'string' && coach !== '' && { coach }),
  };
}
