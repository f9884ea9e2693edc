export const RUN_ON_OLDER_NODE: readonly string[];
export function withoutKnownEngines(said: string): string;
