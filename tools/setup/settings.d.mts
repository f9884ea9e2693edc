export interface Settings {
  env: Record<string, string>;
  port: number;
  publicUrl: string;
  dataDir: string;
  demo: boolean;
  ownDatabase: boolean;
  simulator: boolean;
  mailbox: boolean;
  testClock: boolean;
}
export function readSettings(environment: Record<string, string | undefined>, root: string): Settings;
export function completeSecrets(known?: Record<string, string>): Record<string, string>;
export function childEnvironment(parts: {
  settings: Settings;
  secrets: Record<string, string>;
  databases: { databaseUrl: string; keyDatabaseUrl: string };
  ports: Record<string, number>;
  clockFile?: string | undefined;
}): Record<string, string>;
