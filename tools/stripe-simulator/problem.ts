export type ProblemType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

/** What Stripe puts under `error` beside type and message. */
export interface ProblemDetails {
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
}

/** A refusal in Stripe's shape, with its HTTP status. Thrown, it undoes the change; returned by an operation, it is committed with it. */
export class StripeProblem extends Error {
  constructor(
    readonly status: number,
    readonly type: ProblemType,
    message: string,
    readonly details: ProblemDetails = {},
  ) {
    super(message);
  }

  static invalid(message: string, details: ProblemDetails = {}): StripeProblem {
    return new StripeProblem(400, 'invalid_request_error', message, details);
  }

  static missing(kind: string, id: string, param = 'id'): StripeProblem {
    const words = kind.replace(/[._]/g, ' ');
    return new StripeProblem(404, 'invalid_request_error', `There is no ${words} with the id '${id}'.`, {
      code: 'resource_missing',
      param,
    });
  }

  toBody(): { error: object } {
    return { error: { type: this.type, message: this.message, ...this.details } };
  }
}
