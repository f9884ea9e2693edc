export function missingPackages(path?: string): string[];
export function lineToType(missing: string[]): string;
export function installSystemPackages(
  progress: { say(text: string): void },
  env?: Record<string, string | undefined>,
): Promise<void>;
