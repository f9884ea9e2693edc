/** A demo as the tour needs it: where its parts are, who its coach is, and with which address somebody books. */
export interface RunningDemo {
  urls: { app: string; studio: string; mailbox: string; break: string };
  coach: { email: string; password: string };
  visitor: string;
}
export function tour(environment: Record<string, string | undefined>): Promise<void>;
export function findChromium(environment: { CHROMIUM?: string; PATH?: string }): string | undefined;
export function runningDemo(dataDir: string, ask?: (url: string) => Promise<boolean>): Promise<RunningDemo | undefined>;
