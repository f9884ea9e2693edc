import { meansAbsence } from './database-away.js';

const coded = (code: string) => Object.assign(new Error('whatever it says'), { code });

describe('A failure of the database (issue 3, item 5)', () => {
  it.each(['08006', '08P01', '57P01', '57P02', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])(
    'with the code %s means that it is away',
    (code) => expect(meansAbsence(coded(code))).toBe(true),
  );

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Error: Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
  ])('that says "%s" does too, since it has no code', (words) => expect(meansAbsence(new Error(words))).toBe(true));

  it.each([
    coded('23505'),
    coded('23P01'),
    coded('40P01'),
    coded('57014'),
    new Error('no'),
    new TypeError(),
    null,
    undefined,
    'text',
  ])('of another kind (%p) does not', (error) => expect(meansAbsence(error)).toBe(false));
});
