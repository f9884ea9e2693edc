import type { Reaction } from '#platform';

/** What follows what. */
export const reactions: readonly Reaction[] = [];
