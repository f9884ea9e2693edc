/** A mail in words: a neutral subject, short paragraphs, at most one thing to do. */
export interface Words {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** All that is said to somebody who wants to read the time alone. */
  readonly brief?: string;
  readonly action?: { readonly label: string; readonly url: string };
  /** Several things of one kind, each with a page of its own. */
  readonly items?: readonly { readonly text: string; readonly url: string }[];
}

/** Whether links carry their secrets, or stand there to be looked at only. */
export type Secrets = 'issued' | 'left-out';

/** Stands where a secret would. */
export const secretLeftOut = '…';

/** Why a message must not leave: what it is then, and the reason. */
export interface Stop {
  readonly status: 'cancelled' | 'suppressed';
  readonly reason: string;
  /** The rest of its series has lost its reason too. */
  readonly endsSeries?: boolean;
}

/** What a message says now, or why it says nothing any more. */
export type Written =
  | { readonly words: Words; readonly calendar?: { readonly method: string; readonly content: string } }
  | { readonly stop: Stop };
