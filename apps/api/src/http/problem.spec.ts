import { BadRequestException, HttpException } from '@nestjs/common';
import { DatabaseAway, DomainError, Forbidden, Invalid, NotFound, StaleRevision, Unauthenticated } from '#platform';
import { isFault, problemOf } from './problem.js';
import { HttpRefusal, invalid } from './refusal.js';

class Strange extends DomainError {
  readonly code = 'strange';
  readonly kind = 'unavailable';
}
const asked = { requestId: 'r-1', byIfMatch: false };

describe('a problem', () => {
  it.each([
    [new NotFound('client'), 404],
    [new Forbidden(), 403],
    [new Unauthenticated(), 401],
    [new Invalid([]), 400],
    [new Strange('Not now.'), 503],
    [new StaleRevision(4), 409],
    [invalid(), 400],
    [new HttpRefusal('key-reused', 'No.'), 422],
    [new HttpRefusal('if-match-missing', 'No.'), 428],
    [new HttpException('x', 413), 413],
    [new HttpException('x', 414), 404],
    [new HttpException('x', 418), 418],
    [new DatabaseAway(new Error('gone')), 503],
    [new DatabaseAway(new Error('gone'), true), 500],
    [new Error('inside'), 500],
    ['thrown text', 500],
  ])('%# has the status of what went wrong', (error, status) => {
    const { status: told, body } = problemOf(error, asked);
    expect([told, body['status']]).toEqual([status, status]);
    expect(body['requestId']).toBe('r-1');
    expect(body.type).toMatch(/^\/problems\/[a-z-]+$/);
  });

  it('says 412 of a stale revision that came in If-Match', () => {
    expect(problemOf(new StaleRevision(4), { ...asked, byIfMatch: true }).status).toBe(412);
  });

  it('carries the faults, and instants without fractions', () => {
    const faults = [{ path: 'client.email', message: 'Use one address.' }];
    expect(problemOf(new Invalid(faults), asked).body['errors']).toEqual(faults);
    const error = new Strange('No.', { times: [{ start: new Date('2027-03-28T09:00:00.123Z') }] });
    expect(problemOf(error, asked).body['times']).toEqual([{ start: '2027-03-28T09:00:00Z' }]);
  });

  it('repeats no message of the framework or of a fault', () => {
    for (const error of [new BadRequestException('ana@example.org'), new Error('ana@example.org')])
      expect(JSON.stringify(problemOf(error, asked))).not.toContain('ana@');
  });

  it('is our fault only when nobody meant it', () => {
    expect([new Error(), new Strange('x'), invalid(), new NotFound('x')].map(isFault)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('lets no detail of an error replace its own members', () => {
    const error = new Strange('No.', { type: '/problems/other', status: 200 });
    expect(problemOf(error, asked).body).toMatchObject({ type: '/problems/strange', status: 503 });
  });
});
