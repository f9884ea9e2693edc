export const OLDEST_NODE: string;
export function isOlder(running: string, oldest?: string): boolean;
export function tooOldSentence(running: string): string;
export function requireNode(): void;
