/** Why something outside was not fetched, each with a sentence for whoever gave the address. It names no address. */
export const notFetchedBecause = {
  'address-not-an-address': 'This is not a web address.',
  'address-not-https': 'Only addresses that begin with https:// are fetched.',
  'address-with-password': 'An address with a name or password before the host is not fetched.',
  'address-other-port': 'Only addresses at the usual port are fetched, so please leave the port out.',
  'address-not-public': 'This address leads to nothing on the public internet.',
  'no-answer': 'The other side did not answer.',
  'not-secure': 'The other side could not prove who it is: its certificate is not valid for this address.',
  'too-slow': 'The other side took too long.',
  'too-many-redirects': 'The other side sends on from one address to the next.',
  'answered-badly': 'The other side says that there is nothing to be read here, or not for us.',
  'other-content': 'Something else than expected stands at this address.',
  'too-large': 'There is too much at this address.',
  'not-readable': 'What the other side sent is damaged.',
} as const;

export type NotFetchedCode = keyof typeof notFetchedBecause;

/** Something outside that was not fetched: a stable code, and a sentence that says what is the matter. */
export class NotFetched extends Error {
  constructor(readonly code: NotFetchedCode) {
    super(notFetchedBecause[code]);
    this.name = 'NotFetched';
  }
}
