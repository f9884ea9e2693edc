import type { Settings } from './settings.mjs';

export const BREAKER: string;
export function mayBreak(settings: Pick<Settings, 'demo' | 'simulator' | 'mailbox' | 'env'>): boolean;
export function programsOf(
  settings: Settings,
  ports: Record<string, number>,
): {
  name: string;
  file: string;
  isKept: boolean;
  sees: (variable: string) => boolean;
  extra: Record<string, string>;
}[];
