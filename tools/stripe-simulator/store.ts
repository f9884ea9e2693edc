import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Kind, Kinds } from './kinds.js';

interface Row {
  kind: Kind;
  /** The connected account that the object belongs to; empty for the key's own account. */
  account: string;
  id: string;
  /** Absent: the row is gone. */
  value?: Kinds[Kind];
}

/** The simulator's objects, each under its account. A commit is all or nothing, and one line in the journal if there is one. */
export class Store {
  private readonly rows = new Map<Kind, Map<string, Row>>();
  private changes: { row: Row; before: Row | undefined }[] | undefined;
  private journal: number | undefined;

  constructor(dataDir?: string) {
    if (dataDir !== undefined) this.open(dataDir);
  }

  get<K extends Kind>(kind: K, account: string, id: string): Kinds[K] | undefined {
    return this.rows.get(kind)?.get(`${account}/${id}`)?.value as Kinds[K] | undefined;
  }

  /** All of a kind in one account, newest first. */
  list<K extends Kind>(kind: K, account: string): Kinds[K][] {
    return this.everywhere(kind)
      .filter((row) => row.account === account)
      .map((row) => row.value)
      .reverse();
  }

  /** All of a kind in all accounts, oldest first. */
  everywhere<K extends Kind>(kind: K): { account: string; value: Kinds[K] }[] {
    return [...(this.rows.get(kind)?.values() ?? [])].map((row) => ({
      account: row.account,
      value: row.value as Kinds[K],
    }));
  }

  put<K extends Kind>(kind: K, account: string, value: Kinds[K]): void {
    this.change({ kind, account, id: value.id, value });
  }

  remove(kind: Kind, account: string, id: string): void {
    this.change({ kind, account, id });
  }

  /** Runs a change. If it throws, nothing of it remains. Changes do not nest and do not wait. */
  commit<T>(work: () => T): T {
    if (this.changes) throw new Error('A change is already under way.');
    this.changes = [];
    try {
      const result = work();
      this.write(this.changes.map(({ row }) => row));
      return result;
    } catch (fault) {
      for (const { row, before } of this.changes.reverse())
        this.apply(before ?? { kind: row.kind, account: row.account, id: row.id });
      throw fault;
    } finally {
      this.changes = undefined;
    }
  }

  close(): void {
    if (this.journal !== undefined) closeSync(this.journal);
    this.journal = undefined;
  }

  private change(row: Row): void {
    if (!this.changes) throw new Error('Objects change inside a commit only.');
    this.changes.push({ row, before: this.rows.get(row.kind)?.get(`${row.account}/${row.id}`) });
    this.apply(row);
  }

  private apply(row: Row): void {
    const ofKind = this.rows.get(row.kind) ?? new Map<string, Row>();
    this.rows.set(row.kind, ofKind);
    if (row.value) ofKind.set(`${row.account}/${row.id}`, row);
    else ofKind.delete(`${row.account}/${row.id}`);
  }

  private write(rows: Row[]): void {
    if (this.journal !== undefined && rows.length > 0) appendFileSync(this.journal, `${JSON.stringify(rows)}\n`);
  }

  /** Reads the journal and starts a new one that holds only what is still true. */
  private open(dataDir: string): void {
    mkdirSync(dataDir, { recursive: true });
    const path = join(dataDir, 'stripe-simulator.ndjson');
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    lines.pop(); // empty, or cut off by a kill before its commit was answered
    for (const line of lines) for (const row of JSON.parse(line) as Row[]) this.apply(row);
    const kept = [...this.rows.values()].flatMap((ofKind) => [...ofKind.values()]);
    // For this user alone; a file that is there keeps its mode, so what an earlier run left half-done goes first.
    rmSync(`${path}.new`, { force: true });
    writeFileSync(`${path}.new`, kept.map((row) => `${JSON.stringify([row])}\n`).join(''), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    this.journal = openSync(path, 'a');
  }
}
