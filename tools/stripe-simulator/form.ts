import { StripeProblem } from './problem.js';

/** A form body as a tree: text at the leaves; lists are still nodes whose keys are numbers. */
export type FormNode = string | FormTree;
export type FormTree = Map<string, FormNode>;

const deepest = 12;

/** Reads `a[b][0][c]=1` into nested nodes. `a[]=1` counts on from what is there. */
export function parseForm(text: string): FormTree {
  const root: FormTree = new Map();
  for (const [name, value] of new URLSearchParams(text)) put(root, keysOf(name), value);
  return root;
}

function keysOf(name: string): string[] {
  const first = name.indexOf('[');
  if (first === -1) return [name];
  const rest = name.slice(first);
  if (!/^(\[[^[\]]*\])+$/.test(rest)) throw StripeProblem.invalid(`The parameter name '${name}' is not well formed.`);
  const keys = [name.slice(0, first), ...rest.slice(1, -1).split('][')];
  if (keys.length > deepest) throw StripeProblem.invalid('The parameters are nested too deeply.');
  return keys;
}

function put(tree: FormTree, keys: string[], value: string): void {
  const [key, ...rest] = keys;
  const own = key === '' ? String(tree.size) : (key ?? '');
  if (rest.length === 0) {
    tree.set(own, value);
    return;
  }
  const below = tree.get(own);
  const next: FormTree = below instanceof Map ? below : new Map<string, FormNode>();
  tree.set(own, next);
  put(next, rest, value);
}

/** The tree as plain text that does not depend on the order of the fields: what an idempotency key stands for. */
export function canonical(node: FormNode): string {
  if (typeof node === 'string') return JSON.stringify(node);
  const fields = [...node]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`);
  return `{${fields.join(',')}}`;
}
