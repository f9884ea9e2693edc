import { isId } from '../ids.js';

/** Who acts inside a practice: set for the policies and written to the audit. */
export type Actor =
  | { readonly kind: 'member'; readonly id: string; readonly role: MemberRole }
  | { readonly kind: 'client'; readonly id: string }
  /** `browser` is the secret by which a browser is known as the one in which somebody booked, where it brought one. */
  | { readonly kind: 'visitor'; readonly browser?: string | null }
  | {
      readonly kind: 'api-key';
      readonly id: string;
      readonly scopes: readonly string[];
      /** The member it stands for; null for a key that came with the practice. */
      readonly madeBy: string | null;
    }
  | { readonly kind: 'operator' }
  | { readonly kind: 'system' };

export type MemberRole = 'owner' | 'coach' | 'assistant';

/** The practice a call is made in, and by whom. */
export interface Here {
  readonly practiceId: string;
  readonly actor: Actor;
  /** GET and HEAD change nothing: their transactions are read-only. */
  readonly readOnly?: boolean;
}

export const system: Actor = { kind: 'system' };

/** The actor's own id, where they have one. */
export function actorId(actor: Actor): string | null {
  return 'id' in actor ? actor.id : null;
}

/** The member who acts, themselves or by a key that stands for them; null for everybody else. */
export function memberBehind(actor: Actor): string | null {
  if (actor.kind === 'member') return actor.id;
  return actor.kind === 'api-key' ? actor.madeBy : null;
}

/**
 * What the policies are told of an actor, as the columns of a SELECT that lasts as long as the transaction. Every value is
 * a checked UUID or one of a closed set; throws TypeError for anything else.
 */
export function actorSettings(actor: Actor): string {
  const [id, member] = [actorId(actor) ?? '', memberBehind(actor) ?? ''];
  if (!actorKinds.has(actor.kind) || [id, member].some((one) => one !== '' && !isId(one)))
    throw new TypeError('An actor is needed to open the door.');
  return `set_config('app.actor_kind', '${actor.kind}', true), set_config('app.actor_id', '${id}', true), set_config('app.member_id', '${member}', true)`;
}

const actorKinds: ReadonlySet<string> = new Set(['member', 'client', 'visitor', 'api-key', 'operator', 'system']);
