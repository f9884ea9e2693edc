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
  /** Those of them that the person wants tried now. */
  private readonly tried = new Set<string>();
  private sending: { readonly question: string; readonly stop: AbortController } | null = null;
  /** What the server has from here, as it was written. */
  private readonly kept = new Map<string, string>();
  private running: Promise<void> | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private form: Pick<PortalAssignmentView, 'id' | 'revision' | 'unlocked'>,
    private readonly csrfToken: string,
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

  /**
   * The same with what was locked: it may have been opened meanwhile, in another tab. Only where the person at the page
   * asks for it, since who typed it may have left, and who opened it may be another.
   */
  sendHeld(): Promise<Left> {
    for (const question of this.held.keys()) this.tried.add(question);
    return this.flush();
  }

  /** The earlier answers stay: forgets the changes to them, also one on its way, and says to which. */
  letGo(): string[] {
    const questions = [...this.held.keys()];
    for (const question of questions) {
      this.waiting.delete(question);
      if (this.sending?.question === question) this.sending.stop.abort();
    }
    this.held.clear();
    this.tried.clear();
    return questions;
  }

  /** A call on this form. Throws where the server cannot be reached. */
  call(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    return fetch(`/api/v1/portal/assignments/${this.form.id}${path}`, {
      method,
      headers: { 'x-csrf-token': this.csrfToken, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  }

  private async saveAll(): Promise<void> {
    let elsewhere = false;
    for (let next = this.next(); next; next = this.next()) {
      const [question, value] = next;
      this.onState('saving');
      const answer = await this.put(question, value);
      if (answer === 'let-go') continue;
      if (!answer || answer.status >= 500 || answer.status === 429) return this.tryLater();
      if (answer.status === 403 && /private-locked/.test(((await answer.json()) as Problem).type)) {
        // Said in an earlier visit already: the change waits here until the person unlocks it.
        this.tried.delete(question);
        if (this.waiting.get(question) === value) {
          this.waiting.delete(question);
          this.held.set(question, value);
        }
        this.onState(this.kindOf('idle'), question);
        continue;
      }
      if (answer.status === 401 || answer.status === 403) {
        this.tried.clear();
        return this.onState('signed-out');
      }
      if (answer.status === 409 && /stale-revision/.test(((await answer.json()) as Problem).type)) {
        const { unlocked, revision } = this.form;
        if (!(await this.readForm())) return this.tryLater();
        this.kept.clear();
        // Only what is unlocked counts the saves of all visits, and a new visit counts anew: another number, nothing else.
        elsewhere ||= unlocked === this.form.unlocked && revision < this.form.revision;
        continue;
      }
      // A newer answer to the same question may have come meanwhile, and waits its turn.
      if (this.waiting.get(question) === value) this.waiting.delete(question);
      this.tried.delete(question);
      if (!answer.ok) {
        if (this.held.get(question) === value) this.held.delete(question);
        this.onState('refused', question);
        continue;
      }
      this.held.delete(question);
      this.kept.set(question, JSON.stringify(value));
      this.form = { ...this.form, ...((await answer.json()) as AnswerSaved) };
      this.onState(this.kindOf(elsewhere ? 'elsewhere' : 'saved'));
    }
  }

  private get left(): Left {
    if (this.waiting.size + this.tried.size > 0) return 'unsent';
    return this.held.size > 0 ? 'locked' : 'none';
  }

  /** As long as a change is held not everything is saved. */
  private kindOf(saved: 'saved' | 'elsewhere' | 'idle'): SaveState {
    return this.held.size > 0 ? 'locked' : saved;
  }

  private next(): [string, AnswerValue] | undefined {
    const [tried] = this.tried;
    return this.waiting.entries().next().value ?? (tried === undefined ? undefined : [tried, this.held.get(tried)!]);
  }

  /** Null where the server cannot be reached. */
  private async put(question: string, value: AnswerValue): Promise<Response | 'let-go' | null> {
    const stop = new AbortController();
    this.sending = { question, stop };
    const body = { value, revision: this.form.revision };
    const answer = await this.call('PUT', `/answers/${question}`, body, stop.signal).catch(() => null);
    this.sending = null;
    return stop.signal.aborted ? 'let-go' : answer;
  }

  private async readForm(): Promise<boolean> {
    const answer = await this.call('GET', '').catch(() => null);
    if (!answer?.ok) return false;
    const { revision, unlocked } = (await answer.json()) as PortalAssignmentView;
    this.form = { ...this.form, revision, unlocked };
    return true;
  }

  private tryLater(): void {
    this.onState('offline');
    this.retry = setTimeout(() => void this.flush(), retryMs);
  }
}
