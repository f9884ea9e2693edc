/** The database cannot be reached at the moment. */
export class DatabaseAway extends Error {
  readonly code = 'database-away';

  /** `mayHaveCommitted`: it went away between a commit and its answer, so that the change stands or not; else nothing changed. */
  constructor(
    cause: unknown,
    readonly mayHaveCommitted = false,
  ) {
    super('The database does not answer.', { cause });
    this.name = 'DatabaseAway';
  }
}

/** A connection that broke, was refused, or was ended by a server that stops, starts or takes no more. */
const codesOfAbsence = /^(08...|57P0[1-3]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
/** The driver has no code for these. */
const wordsOfAbsence =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/** Whether a failure means that the database is not there, whatever was asked of it. */
export function meansAbsence(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && codesOfAbsence.test(code)) return true;
  return typeof message === 'string' && wordsOfAbsence.test(message.replace(/^Error: /, ''));
}
