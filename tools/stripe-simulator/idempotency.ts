import { createHash } from 'node:crypto';
import { canonical, type FormTree } from './form.js';
import type { RememberedAnswer } from './kinds.js';
import { StripeProblem } from './problem.js';
import type { Store } from './store.js';

const longestKey = 255;
const keptSeconds = 24 * 3600;

/** What a key stands for: this call with these parameters, in whatever order they came. */
export function fingerprintOf(method: string, path: string, form: FormTree): string {
  return createHash('sha256')
    .update(`${method} ${path} ${canonical(form)}`)
    .digest('hex');
}

/** Keys as Stripe treats them, per account: the same request gets the first answer again, another request is refused. */
export class IdempotencyKeys {
  private readonly underWay = new Set<string>();

  constructor(private readonly store: Store) {}

  /** The answer to give again, if there is one. Throws if the key stands for another request, or its first is still being worked on. */
  recall(account: string, key: string, fingerprint: string): RememberedAnswer | undefined {
    if (key.length > longestKey)
      throw StripeProblem.invalid(`An idempotency key has at most ${longestKey} characters.`);
    if (this.underWay.has(`${account}/${key}`)) {
      throw new StripeProblem(409, 'idempotency_error', 'Another request with this idempotency key is under way.', {
        code: 'idempotency_key_in_use',
      });
    }
    const remembered = this.store.get('remembered_answer', account, key);
    if (remembered && remembered.fingerprint !== fingerprint) {
      throw new StripeProblem(
        400,
        'idempotency_error',
        'This idempotency key was used with other parameters, or for another call.',
      );
    }
    return remembered;
  }

  /** Holds the key while its first request is worked on; returns what lets go of it. */
  hold(account: string, key: string): () => void {
    this.underWay.add(`${account}/${key}`);
    return () => this.underWay.delete(`${account}/${key}`);
  }

  /** Forgets keys older than a day. Inside a commit. */
  forgetOld(now: number): void {
    for (const { account, value } of this.store.everywhere('remembered_answer')) {
      if (value.at < now - keptSeconds) this.store.remove('remembered_answer', account, value.id);
    }
  }
}
