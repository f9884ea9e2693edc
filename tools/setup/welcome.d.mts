import type { Settings } from './settings.mjs';

/** The addresses of a start by their names. */
export function urlsOf(settings: Settings, ports: Record<string, number>): Record<string, string>;
