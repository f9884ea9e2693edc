/** What a frame of ours says to the script of the page around it, and nothing else. */
export type FromFrame =
  | { readonly rapport: 'height'; readonly height: number }
  /** Somebody wants to be away from the whole page. */
  | { readonly rapport: 'leave' }
  | { readonly rapport: 'close' };

/** What the script of the page around says to a frame, which so learns of whom it is asked. */
export interface FromHost {
  readonly rapport: 'hello';
}

const highestPixels = 20_000;

const entriesOf = (data: unknown): string[] => (typeof data === 'object' && data ? Object.keys(data) : []);

/** Whether a message has one of the shapes a frame sends, without anything more. */
export function isFromFrame(data: unknown): data is FromFrame {
  const { rapport, height } = Object(data) as { rapport?: unknown; height?: unknown };
  const entries = entriesOf(data).length;
  if (rapport === 'height')
    return entries === 2 && Number.isInteger(height) && +height! > 0 && +height! <= highestPixels;
  return entries === 1 && (rapport === 'leave' || rapport === 'close');
}

/** Whether a message is the greeting of the page around. */
export function isFromHost(data: unknown): data is FromHost {
  return entriesOf(data).length === 1 && (data as Partial<FromHost>).rapport === 'hello';
}
