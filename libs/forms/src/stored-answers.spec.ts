import { KeyErased, type KeyStore, type Tx } from '#platform';
import { StoredAnswers } from './stored-answers.js';

/** Answers of whom, to what; the contact's key is erased. */
function given(rows: readonly { clientId: string; ownerId: string; question: string }[]) {
  const query = () => Promise.resolve(rows.map((row) => ({ id: row.question, sealed: null, sitting: 's', ...row })));
  const unsealFor = (_tx: Tx, clientId: string) =>
    clientId === 'erased' ? Promise.reject(new KeyErased()) : Promise.resolve('"rest"');
  const stored = new StoredAnswers({ unsealFor } as unknown as KeyStore);
  return stored.of({ query } as unknown as Tx, 'form');
}

describe('Opening the answers of a form', () => {
  it('passes over what a contact said whose key was erased before they turned out to be the client', async () => {
    const answers = await given([
      { clientId: 'erased', ownerId: 'client', question: 'q1' },
      { clientId: 'client', ownerId: 'client', question: 'q2' },
    ]);
    expect(answers).toEqual({ q2: 'rest' });
  });

  it('is refused where the person themself was erased', async () => {
    await expect(given([{ clientId: 'erased', ownerId: 'erased', question: 'q1' }])).rejects.toThrow(KeyErased);
  });
});
