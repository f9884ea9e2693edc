import { HttpException } from '@nestjs/common';
import { DatabaseAway, DomainError, StaleRevision, TooSoon, instant, type ErrorKind } from '#platform';
import { problemTypes } from './problem-types.js';
import { HttpRefusal } from './refusal.js';

/** An answer that refuses, as RFC 9457 tells it. */
export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> & { readonly type: string };
}

/** A refusal that was given before and is given again as it was. */
export class RepeatedProblem extends Error {
  constructor(readonly answer: ProblemAnswer) {
    super('A kept answer is repeated.');
  }
}

/** When to ask again where a part does not answer. */
export const retryAfterSeconds = '5';

const statusOfKind: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-soon': 429,
  unavailable: 503,
};

/** Whether an error is the server's own fault, which the answer hides and the log must tell. */
export function isFault(error: unknown): boolean {
  return problemOf(error, { requestId: '', byIfMatch: false }).status >= 500 && !(error instanceof DomainError);
}

/** What a caller is told of an error. `byIfMatch`: the revision that may be stale came in If-Match. */
export function problemOf(error: unknown, asked: { requestId: string; byIfMatch: boolean }): ProblemAnswer {
  if (error instanceof RepeatedProblem) return error.answer;
  if (error instanceof DomainError) {
    const status =
      error instanceof StaleRevision && asked.byIfMatch
        ? 412
        : (problemTypes[error.code]?.status ?? statusOfKind[error.kind]);
    const patience = error instanceof TooSoon ? { 'retry-after': String(Math.max(1, error.retryAfterSeconds)) } : {};
    return answer(error.code, status, error.message, asked.requestId, plain(error.details), patience);
  }
  if (error instanceof HttpRefusal) {
    const { errors, headers } = error.more;
    return answer(error.code, undefined, error.message, asked.requestId, { ...(errors && { errors }) }, headers);
  }
  // Where the change may stand, it is not said that nothing was changed.
  if (error instanceof DatabaseAway && !error.mayHaveCommitted)
    return answer('unavailable', 503, 'Please try again in a moment.', asked.requestId);
  if (error instanceof HttpException) return ofFramework(error, asked.requestId);
  return answer('internal', 500, 'Please try again in a moment.', asked.requestId);
}

const wordsOfFramework: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['request-refused', 'The request could not be read. Check its address, headers and body.'],
  401: ['unauthenticated', 'Please sign in.'],
  403: ['forbidden', 'This is not allowed.'],
  404: ['not-found', 'There is nothing at this address.'],
  409: ['conflict', 'This does not fit the present state.'],
  413: ['too-large', 'Send at most 256 KB.'],
  414: ['not-found', 'There is nothing at this address.'],
  415: ['unsupported-media-type', 'Send Content-Type: application/json.'],
  503: ['unavailable', 'Please try again in a moment.'],
};

/** Messages of the framework quote what was sent, so none of them leaves. */
function ofFramework(error: HttpException, requestId: string): ProblemAnswer {
  const given = error.getStatus();
  const [code, detail] = wordsOfFramework[given] ?? [];
  if (code && detail) return answer(code, given === 414 ? 404 : given, detail, requestId);
  if (given >= 500) return answer('internal', 500, 'Please try again in a moment.', requestId);
  return answer(
    'request-refused',
    given,
    'The request could not be read. Check its address, headers and body.',
    requestId,
  );
}

function answer(
  code: string,
  given: number | undefined,
  detail: string,
  requestId: string,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): ProblemAnswer {
  const known = problemTypes[code];
  const status = given ?? known?.status ?? 500;
  const title = known?.title ?? 'Not possible';
  const patience = status === 503 ? { 'retry-after': retryAfterSeconds } : {};
  return {
    status,
    headers: { ...patience, ...headers },
    body: { ...more, type: `/problems/${code}`, title, status, detail, requestId },
  };
}

/** Details as they leave: instants without fractions, like everywhere else. */
function plain(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).map(([key, value]) => [key, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (value instanceof Date) return instant(value);
  if (Array.isArray(value)) return value.map(plainValue);
  if (value !== null && typeof value === 'object') return plain(value as Record<string, unknown>);
  return value;
}
