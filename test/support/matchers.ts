import { expect } from '@jest/globals';
import type { Response } from 'supertest';

/** `expect(answer).toBeProblem(409, '/problems/slot-taken')`: problem+json with this status and type. */
expect.extend({
  toBeProblem(answer: Response, status: number, type: string) {
    const body = answer.body as { type?: string };
    const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json');
    const pass = isProblem && answer.status === status && body.type === type;
    return {
      pass,
      message: () =>
        `expected ${status} ${type}, got ${answer.status} ${answer.headers['content-type']} ${JSON.stringify(answer.body)}`,
    };
  },
});

declare module 'expect' {
  interface Matchers<R> {
    toBeProblem(status: number, type: string): R;
  }
}
