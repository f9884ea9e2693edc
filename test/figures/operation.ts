import type { TenancyWorld } from './tenancy-world.js';

/** What a request says beside its method and path. */
export interface Asked {
  /** What stands in the braces of the path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation: a request that its owner may make, and what strangers are to hear. */
export interface Operation {
  /** Makes, in practice A, what one request needs, and answers that request; each call makes everything anew. */
  readonly asked: (world: TenancyWorld) => Asked | Promise<Asked>;
  /**
   * `things`: the request names things of A, and strangers hear 404. `nothing`: it names none, or only filters by some:
   * strangers are answered from their own practice. A function: the secret or the address is itself what lets in, so
   * strangers send it as if it were practice B's, and hear 404.
   */
  readonly names: 'things' | 'nothing' | ((asked: Asked, world: TenancyWorld) => Asked);
  /** What strangers hear in place of 404: 401 where the secret is a password; clients 403 where the part is locked to them. */
  readonly refusal?: 401 | 403;
}
