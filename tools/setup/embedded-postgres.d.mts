import type { Progress } from './progress.mjs';

export interface EmbeddedPostgres {
  /** The superuser's address. */
  ownerUrl: string;
  port: number;
  /** Where the cluster lies: under `dataDir`, or where its user can reach it. */
  folder: string;
  /** What the server writes. */
  logFile: string;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  stop(): Promise<void>;
  /** Stops it and removes the data. */
  destroy(): Promise<void>;
}

export interface StartPostgres {
  dataDir: string;
  port?: number;
  /** False for tests: fast, and lost in a power cut. */
  fsync?: boolean;
  /** Stops a server that an ended start left behind on the same data. */
  takeOver?: boolean;
  /** The folder that holds `bin` with another PostgreSQL's programs; without it, those that npm installed. */
  binaries?: string;
  progress?: Progress;
}

/** Starts the PostgreSQL that npm installed, or that of `binaries`, on 127.0.0.1 only, and makes its cluster the first time. */
export function startPostgres(options: StartPostgres): Promise<EmbeddedPostgres>;
