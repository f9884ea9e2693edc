import { saidOf } from './said-of-databases.js';

const prepared = {
  ownerUrl: 'postgres://rapport_owner:owner-secret@127.0.0.1/rapport',
  databaseUrl: 'postgres://rapport_app:app-secret@127.0.0.1/rapport',
  keyDatabaseUrl: 'postgres://rapport_app:app-secret@127.0.0.1/rapport_keys',
  empty: true,
};

describe('What the setup of the databases says (item 3)', () => {
  it('holds no password and no address where its output is a log, as in a container', () => {
    const said = saidOf(prepared, []);
    expect(said).toContain('ready');
    expect(said).not.toMatch(/secret|postgres:/);
  });

  it('is the addresses, in one line of JSON, only where its caller reads them', () => {
    const said = saidOf(prepared, ['--addresses']);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(said)).toEqual(prepared);
  });
});
