import { describeError } from './logging.js';

describe('What is logged of an error', () => {
  it('is its class, code and frames, never its words, which may quote somebody', () => {
    const error = Object.assign(new Error('Key (email)=(ana@example.org) already exists'), {
      code: '23505',
      constraint: 'clients_one',
    });
    const logged = describeError(error);
    expect(logged).toMatchObject({ type: 'Error', code: '23505', constraint: 'clients_one' });
    expect(JSON.stringify(logged)).not.toContain('ana@example.org');
  });

  it('names what came from another realm too', () => {
    expect(
      describeError({
        name: 'QueryFailedError',
        message: 'secret',
        stack: 'QueryFailedError: secret\n    at here (a.js:1:1)',
      }),
    ).toMatchObject({ type: 'QueryFailedError' });
  });
});
