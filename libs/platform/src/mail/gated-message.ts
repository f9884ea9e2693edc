import { Readable } from 'node:stream';

const CHUNK_BYTES = 16 * 1024;
const HELD_BACK_BYTES = 64;

/**
 * A message whose last bytes wait for a promise. Everything before them may travel at once; without them, and the
 * final dot that follows, no server takes the message.
 */
export class GatedMessage extends Readable {
  #offset = 0;
  #asked: Promise<boolean> | undefined;
  #heldBack = false;
  readonly #body: Buffer;
  readonly #tail: Buffer;
  readonly #beforeLastByte: () => Promise<void>;

  constructor(message: Buffer, beforeLastByte: () => Promise<void>) {
    super();
    const cut = Math.max(0, message.length - HELD_BACK_BYTES);
    this.#body = message.subarray(0, cut);
    this.#tail = message.subarray(cut);
    this.#beforeLastByte = beforeLastByte;
  }

  /** Whether the last bytes were kept here for a reason of our own. */
  get heldBack(): boolean {
    return this.#heldBack;
  }

  override _read(): void {
    if (this.#offset < this.#body.length) {
      const end = Math.min(this.#offset + CHUNK_BYTES, this.#body.length);
      const chunk = this.#body.subarray(this.#offset, end);
      this.#offset = end;
      this.push(chunk);
      return;
    }
    this.#asked ??= this.#ask();
  }

  /**
   * Stops the message where it is, and says whether the gate had opened. If the question is still pending, this waits
   * for its answer, since only then is it known what was committed.
   */
  async stop(): Promise<boolean> {
    this.destroy();
    return this.#asked ?? false;
  }

  async #ask(): Promise<boolean> {
    try {
      await this.#beforeLastByte();
    } catch (error) {
      this.#heldBack = true;
      this.destroy(error instanceof Error ? error : new Error(String(error)));
      return false;
    }
    if (!this.destroyed) {
      this.push(this.#tail);
      this.push(null);
    }
    return true;
  }
}
