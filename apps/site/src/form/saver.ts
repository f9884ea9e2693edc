import type { AnswerSaved, AnswerValue, PortalAssignmentView, Problem } from '#contracts';

export type SaveState = 'idle' | 'saving' | 'saved' | 'offline' | 'elsewhere' | 'locked' | 'signed-out' | 'refused';

/** What is not with the server yet: something it could not be sent, or a change to what only its person may open. */
export type Left = 'none' | 'unsent' | 'locked';

const retryMs = 4_000;

/** Keeps what was answered until the server has it: one save at a time, the newest of each question, again when the connection is back. */
export class Saver {
  private readonly waiting = new Map<string, AnswerValue>();
  /** Changes to what was answered in an earlier visit: here alone until it is unlocked. */
  private readonly held = new Map<string, AnswerValue>();
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
      if (this.left !== 'none') event.preventDefault();
    });
  }

  /** Takes an answer to keep; one that is kept already, or on its way, is not sent again. */
  keep(question: string, value: AnswerValue): void {
    const written = JSON.stringify(value);
    const before = this.waiting.get(question);
    if (before === undefined && !this.held.has(question) && this.kept.get(question) === written)
      return this.onState(this.kindOf('saved'), question);
    if (before === undefined || JSON.stringify(before) !== written) this.waiting.set(question, value);
    void this.flush();
  }

  /** Saves what waits, and says what is left. What is locked is not tried again by itself. */
  async flush(): Promise<Left> {
    clearTimeout(this.retry);
    this.running ??= this.saveAll().finally(() => (this.running = null));
    await this.running;
    return this.left;
  }

  /** The same with what was locked: it may have been opened meanwhile, in another tab. */
  sendHeld(): Promise<Left> {
    for (const [question, value] of this.held) if (!this.waiting.has(question)) this.waiting.set(question, value);
    this.held.clear();
    return this.flush();
  }

  /** The earlier answers stay: forgets the changes to them, and says to which. */
  letGo(): string[] {
    const questions = [...this.held.keys()];
    this.held.clear();
    return questions;
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
        // Said in an earlier visit already: the change waits here until the person unlocks it.
        if (this.waiting.get(question) === value) {
          this.waiting.delete(question);
          this.held.set(question, value);
        }
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
      this.held.delete(question);
      this.kept.set(question, JSON.stringify(value));
      this.revision = ((await answer.json()) as AnswerSaved).revision;
      this.onState(this.kindOf(elsewhere ? 'elsewhere' : 'saved'));
    }
  }

  private get left(): Left {
    if (this.waiting.size > 0) return 'unsent';
    return this.held.size > 0 ? 'locked' : 'none';
  }

  /** As long as a change is held not everything is saved. */
  private kindOf(saved: 'saved' | 'elsewhere'): SaveState {
    return this.held.size > 0 ? 'locked' : saved;
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
