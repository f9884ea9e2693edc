/** One try to book, under one key: whoever sends the same once more after an answer that was lost does not book twice. */
export class Attempt {
  private body = '';
  private key = '';

  /** The key of this very request; another request is another attempt. */
  keyOf(body: string): string {
    if (this.body !== body) [this.body, this.key] = [body, crypto.randomUUID()];
    return this.key;
  }

  /** A refusal ends the attempt. A fault on the other side does not, for it may have been done all the same. */
  refused(status: number, type: string): void {
    if (status < 500 && !type.endsWith('/call-still-running')) this.body = '';
  }
}
