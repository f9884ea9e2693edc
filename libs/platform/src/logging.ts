import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, type Logger } from 'pino';

/** The one ambient thing: which request or job a log line belongs to. */
export const requestScope = new AsyncLocalStorage<{ requestId: string }>();

/** A logger that adds the request id and prints errors without the data that caused them. */
export function createLogger(level: string, name: string): Logger {
  return pino({
    name,
    level,
    base: { name },
    mixin: () => requestScope.getStore() ?? {},
    serializers: { err: (error: unknown) => (isErrorLike(error) ? describeError(error) : error) },
  });
}

/**
 * What may be logged of an error: its class, code, constraint and stack frames, never its message. A database's
 * message quotes values, and a value may be somebody's name.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!isErrorLike(error)) return { type: typeof error };
  const { code, constraint, table, cause } = error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(typeof table === 'string' && { table }),
    stack: frames.slice(0, 12).join('\n'),
    ...(isErrorLike(cause) && { cause: describeError(cause) }),
  };
}
interface ErrorLike {
  readonly name: string;
  readonly stack?: string;
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly table?: unknown;
  readonly cause?: unknown;
}

/** An error by its shape: `instanceof` does not know those of another realm. */
function isErrorLike(error: unknown): error is ErrorLike {
  return typeof error === 'object' && error !== null && 'stack' in error && 'name' in error;
}

export type { Logger };
