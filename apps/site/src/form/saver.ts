import type { AnswerSaved, AnswerValue, PortalAssignmentView, Problem } from '#contracts';

export type SaveState = 'idle' | 'saving' | 'saved' | 'offline' | 'elsewhere' | 'locked' | 'signed-out' | 'refused';

const retryMs = 4_000;

/** Keeps what was answered until the server has it: one save at a time, the newest of each question, again when the connection is back. */
export class Saver {
  private readonly waiting = new Map<string, AnswerValue>();
  /** What the server has from here, as it was written. */
  private readonly kept = new Map<string, string>();
  private running: Promise<void> | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly id: string,
    private readonly csrfToken: string,
    private revision: number,
    private readonly onState: (state: SaveState, question?: string) => void,
  ) {
    addEventListener('online', () => void this.flush());
    addEventListener('beforeunload', (event) => {
      if (this.waiting.size > 0) event.preventDefault();
    });
  }

  /** Takes an answer to keep; one that is kept already, or on its way, is not sent again. */
  keep(question: string, value: AnswerValue): void {
    const written = JSON.stringify(value);
    const before = this.waiting.get(question);
    if (before === undefined && this.kept.get(question) === written) return this.onState('saved', question);
    if (before === undefined || JSON.stringify(before) !== written) this.waiting.set(question, value);
    void this.flush();
  }

  /** Saves what waits; true when nothing is left. */
  async flush(): Promise<boolean> {
    clearTimeout(this.retry);
    this.running ??= this.saveAll().finally(() => (this.running = null));
    await this.running;
    return this.waiting.size === 0;
  }

  /** A call on this form. Throws where the server cannot be reached. */
  call(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`/api/v1/portal/assignments/${this.id}${path}`, {
      method,
      headers: { 'x-csrf-token': this.csrfToken, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  private async saveAll(): Promise<void> {
    let elsewhere = false;
    for (let next = this.next(); next; next = this.next()) {
      const [question, value] = next;
      this.onState('saving');
      const answer = await this.put(question, value);
      if (!answer || answer.status >= 500 || answer.status === 429) return this.tryLater();
      if (answer.status === 403 && /private-locked/.test(((await answer.json()) as Problem).type)) {
        // Said in an earlier visit already: it stays as it is until the person unlocks it.
        if (this.waiting.get(question) === value) this.waiting.delete(question);
        this.onState('locked', question);
        continue;
      }
      if (answer.status === 401 || answer.status === 403) return this.onState('signed-out');
      if (answer.status === 409 && /stale-revision/.test(((await answer.json()) as Problem).type)) {
        elsewhere = true;
        this.kept.clear();
        if (!(await this.readRevision())) return this.tryLater();
        continue;
      }
      // A newer answer to the same question may have come meanwhile, and waits its turn.
      if (this.waiting.get(question) === value) this.waiting.delete(question);
      if (!answer.ok) {
        this.onState('refused', question);
        continue;
      }
      this.kept.set(question, JSON.stringify(value));
      this.revision = ((await answer.json()) as AnswerSaved).revision;
      this.onState(elsewhere ? 'elsewhere' : 'saved');
    }
  }

  private next(): [string, AnswerValue] | undefined {
    return this.waiting.entries().next().value;
  }

  private put(question: string, value: AnswerValue): Promise<Response | null> {
    return this.call('PUT', `/answers/${question}`, { value, revision: this.revision }).catch(() => null);
  }

  private async readRevision(): Promise<boolean> {
    const answer = await this.call('GET', '').catch(() => null);
    if (!answer?.ok) return false;
    this.revision = ((await answer.json()) as PortalAssignmentView).revision;
    return true;
  }

  private tryLater(): void {
    this.onState('offline');
    this.retry = setTimeout(() => void this.flush(), retryMs);
  }
}
