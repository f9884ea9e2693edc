import type { RapportRequest } from './request.js';

/**
 * Where a page is meant to be whose address ends in a slash: the same without it, on this very host. Null for addresses
 * of the API, which have one form alone, and for those that are right already.
 */
export function slashlessAddress({ method, url }: Pick<RapportRequest, 'method' | 'url'>): string | null {
  if (method !== 'GET' && method !== 'HEAD') return null;
  const [path = '', query] = url.split(/\?(.*)/s, 2);
  const bare = path.replace(/\/+$/, '');
  // A second slash or a backslash in front would name another host.
  if (bare === path || !/^\/[^/\\]/.test(bare) || bare.startsWith('/api/')) return null;
  return query === undefined ? bare : `${bare}?${query}`;
}
