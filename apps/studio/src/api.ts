import type { Problem, SessionView } from '#contracts';
import { texts } from './texts/texts.js';

/** A refusal of the API, with a sentence for people and the faults of single fields. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
  ) {
    super(problem.detail ?? texts.errors.network);
  }

  /** What is wrong with one field, if anything. */
  fault(path: string): string | undefined {
    return this.problem.errors?.find((fault) => fault.path === path)?.message;
  }
}

let csrfToken = '';

/** Remembers the token that changes need; it lives in memory alone. */
export function rememberSession(session: SessionView): SessionView {
  csrfToken = session.csrfToken;
  return session;
}

/** Whether somebody signed in since the page was opened. */
export const hasSession = (): boolean => csrfToken !== '';

/** Calls the admin door; `more` are headers such as If-Match. Throws ApiRefusal, with status 0 where no answer came. */
export async function call<Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  more: Record<string, string> = {},
): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json', ...more };
  if (method !== 'GET') headers['x-csrf-token'] = csrfToken;
  if (body) headers['content-type'] = 'application/json';
  const response = await fetch(`/api/v1/admin${path}`, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiRefusal(0, {});
  });
  if (response.status === 204) return undefined as Answer;
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiRefusal(response.status, answer as Partial<Problem>);
  return answer as Answer;
}
