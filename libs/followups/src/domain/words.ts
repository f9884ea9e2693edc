/** A mail in words: a neutral subject, short paragraphs, at most one thing to do. */
export interface Words {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly label: string; readonly url: string };
}

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
