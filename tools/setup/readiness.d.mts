export interface Readiness {
  status: number;
  degraded: { name: string; detail: string }[];
  trouble?: string;
}
export function waitUntilReady(
  url: string,
  options?: { milliseconds?: number; patience?: number; ask?: (url: string) => Promise<Readiness> },
): Promise<string[]>;
