import { DataSource } from 'typeorm';
import type { TestApp } from '../support/test-app.js';

interface Ran {
  readonly query: string;
  readonly rawResults?: unknown;
}

/** What the API asks its database while something is done alone. */
export class StatementsRun {
  private readonly ran: string[] = [];

  constructor(app: TestApp) {
    app.api.get(DataSource, { strict: false }).subscribers.push({
      afterQuery: ({ query, rawResults }: Ran) => void this.ran.push(`${rowsOf(rawResults)} rows of ${query}`),
    });
  }

  /** Each statement since the last time with the rows it found or touched, and which time it was that it ran so. */
  take(): string[] {
    const times = new Map<string, number>();
    return this.ran.splice(0).map((one) => {
      const time = (times.get(one) ?? 0) + 1;
      times.set(one, time);
      return `${time}: ${one}`;
    });
  }
}

/** Several statements in one text come back as several results. */
function rowsOf(results: unknown): string {
  const each = (Array.isArray(results) ? results : [results]) as ({ rowCount?: number | null } | undefined)[];
  return each.map((one) => one?.rowCount ?? 0).join(', ');
}
