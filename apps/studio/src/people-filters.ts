import type { ClientView } from '#contracts';

export interface PeopleFilters {
  q?: string | undefined;
  kind?: ClientView['kind'] | undefined;
}

/** The filters of the people in an address; what cannot be read is left out. */
export function peopleFilters({ q, kind }: { readonly q?: unknown; readonly kind?: unknown }): PeopleFilters {
  return {
    ...(typeof q === 'string' && q.trim() !== '' && { q: q.slice(0, 100) }),
    ...((kind === 'client' || kind === 'contact') && { kind }),
  };
}
