import { newId } from '#platform';
import type { Asked, Operation } from './operation.js';
import { operations } from './operations.js';
import { marker } from './tenancy-words.js';
import type { Caller } from './tenancy-people.js';
import type { TenancyWorld } from './tenancy-world.js';

/** An operation as /openapi.json describes it. */
export interface Described {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly roles: readonly string[];
}

export interface Walk {
  readonly inDocument: number;
  /** Operations that answered their owner 2xx, with the very request that strangers were then refused. */
  readonly walked: number;
  /** Requests that strangers made. */
  readonly attempts: number;
  /** A stranger's success, or anything of A's in a stranger's answer. */
  readonly leaks: readonly string[];
  /** A stranger's answer that was no leak, but not the one it has to be. */
  readonly otherAnswers: readonly string[];
  /** Refusals of A's things that read otherwise than the refusal of a thing that is nowhere. */
  readonly tellsApart: readonly string[];
  /** Operations without an entry, entries without an operation, requests that their owner was refused. */
  readonly faults: readonly string[];
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

interface Heard {
  readonly caller: Caller;
  readonly sent: Asked;
  readonly answer: Answer;
}

/** Every operation of the document. */
export async function describedOperations(world: TenancyWorld): Promise<Described[]> {
  const { text } = await send(world, { name: '', method: 'GET', path: '/openapi.json', roles: [] }, {});
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, { 'x-roles'?: string[] }>> };
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([verb, { 'x-roles': roles = [] }]) => {
        const method = verb.toUpperCase();
        return { name: `${method} ${path}`, method, path, roles };
      }),
    )
    .sort((one, other) => turnOf(one).localeCompare(turnOf(other)));
}

/**
 * Asks each operation as its owner, and the same request as every stranger. A request that changes
 * something is made twice over: once for the owner first, and once for the strangers first, after whom it must still work.
 */
export async function walk(
  world: TenancyWorld,
  {
    only = () => true,
    strangers = () => world.strangers,
  }: { only?: (operation: Described) => boolean; strangers?: () => readonly Caller[] } = {},
): Promise<Walk> {
  const described = (await describedOperations(world)).filter(only);
  const found = {
    walked: 0,
    attempts: 0,
    leaks: [] as string[],
    otherAnswers: [] as string[],
    faults: [] as string[],
    tellsApart: [] as string[],
  };
  for (const operation of described) {
    const entry = operations[operation.name];
    if (!entry) {
      found.faults.push(`${operation.name} has no entry in operations.ts`);
      continue;
    }
    const first = await entry.asked(world);
    const before = await askAsOwner(world, operation, first);
    if (!isSuccess(before)) {
      found.faults.push(`${operation.name} answered its owner ${before.status} ${before.text.slice(0, 300)}`);
      continue;
    }
    const asked = operation.method === 'GET' ? first : await entry.asked(world);
    const seen = entry.names === 'nothing' ? await askAsOwner(world, operation, asked) : before;
    const heard = await askAsStrangers(world, operation, entry, asked, strangers());
    for (const { caller, answer, sent } of heard) {
      found.attempts += 1;
      const told = `${operation.name} answered ${caller.name} ${answer.status}`;
      if (leaks(entry, answer, sent, seen)) found.leaks.push(`${told} ${answer.text.slice(0, 200)}`);
      else if (!isExpected(operation, entry, caller, answer) || namesNoField(operation, entry, asked, answer))
        found.otherAnswers.push(`${told} ${answer.text.slice(0, 200)}`);
    }
    if (entry.names === 'things') found.tellsApart.push(...(await toldApart(world, operation, asked, heard)));
    if (endsSessions(operation)) await world.renewStrangers();
    const after = entry.names === 'nothing' ? before : await askAsOwner(world, operation, asked);
    if (isSuccess(after)) found.walked += 1;
    else
      found.faults.push(
        `${operation.name} no longer worked for its owner: ${after.status} ${after.text.slice(0, 200)}`,
      );
  }
  return { ...found, inDocument: described.length };
}

/** Entries for operations that the document no longer has. */
export async function forgottenEntries(world: TenancyWorld): Promise<string[]> {
  const names = new Set((await describedOperations(world)).map(({ name }) => name));
  return Object.keys(operations).filter((name) => !names.has(name));
}

/** The headers with which whoever owns an operation may call it. */
export function ownHeaders(world: TenancyWorld, operation: Described): Readonly<Record<string, string>> {
  const own: Record<string, Readonly<Record<string, string>>> = {
    admin: world.owner.headers,
    operator: { authorization: `Bearer ${world.app.operatorKey}` },
  };
  return own[doorOf(operation)] ?? {};
}

function askAsOwner(world: TenancyWorld, operation: Described, asked: Asked): Promise<Answer> {
  return send(world, operation, { ...asked, headers: { ...ownHeaders(world, operation), ...asked.headers } });
}

function askAsStrangers(
  world: TenancyWorld,
  operation: Described,
  { names }: Operation,
  asked: Asked,
  strangers: readonly Caller[],
): Promise<Heard[]> {
  const foreign = typeof names === 'function' ? names(asked, world) : asked;
  const { cookie: _cookie, 'x-csrf-token': _csrf, ...neutral } = { ...asked.headers };
  return Promise.all(
    strangers.map(async (caller) => {
      const sent = { ...foreign, headers: { ...neutral, ...caller.headers } };
      return { caller, sent, answer: await send(world, operation, sent) };
    }),
  );
}

/** Success where the request names A's things; anywhere, the marker or an id that A's owner was told and the stranger did not send. */
function leaks({ names }: Operation, answer: Answer, sent: Asked, seen: Answer): boolean {
  if (names !== 'nothing' && isSuccess(answer)) return true;
  const said = JSON.stringify(sent);
  const isNews = (text: string) => answer.text.includes(text) && !said.includes(text);
  return isNews(marker) || idsIn(seen.text).some(isNews);
}

function isExpected(operation: Described, { names, refusal }: Operation, caller: Caller, { status }: Answer) {
  if (names === 'nothing') return status < 500;
  if (typeof names === 'function') return status === (refusal ?? 404);
  const expected = expectedOfThings(operation, caller);
  const isLocked = caller.kind === 'client' && !caller.unlocked;
  return status === (expected === 404 && isLocked ? (refusal ?? 404) : expected);
}

/** A thing that only the body names is refused at its own field, so that the sender knows which it was. */
function namesNoField({ path }: Described, { names }: Operation, { body }: Asked, { status, text }: Answer): boolean {
  if (names !== 'things' || status !== 404 || path.includes('{') || idsIn(JSON.stringify(body ?? {})).length === 0)
    return false;
  return !(JSON.parse(text) as { errors?: unknown[] }).errors?.length;
}

/** Asks once more for what is nowhere at all: whoever is refused must not learn from the words which of the two it was. */
async function toldApart(
  world: TenancyWorld,
  operation: Described,
  asked: Asked,
  heard: readonly Heard[],
): Promise<string[]> {
  const { headers, ...words } = asked;
  const text = JSON.stringify(words);
  const nowhere = idsIn(text).reduce((said, id) => said.replaceAll(id, newId()), text);
  const entry: Operation = { asked: () => asked, names: 'things' };
  const nowhereToo = { ...(JSON.parse(nowhere) as Asked), ...(headers && { headers }) };
  const callers = heard.map(({ caller }) => caller);
  const gone = await askAsStrangers(world, operation, entry, nowhereToo, callers);
  return heard.flatMap(({ caller, answer }, n) =>
    wordsOf(answer) === wordsOf(gone[n]!.answer) ? [] : [`${operation.name} tells ${caller.name} A's things from none`],
  );
}

/** An answer without what is new in every answer: its own id, and the ids that were asked for. */
const wordsOf = ({ status, text }: Answer): string =>
  `${status} ${idsIn(text).reduce((said, id) => said.replaceAll(id, ''), text)}`;

/** 404 at the caller's own door, 403 where role or scope lack the whole route, 401 at the door of others. */
function expectedOfThings(operation: Described, { kind, role }: Caller): number {
  if (doorOf(operation) === 'portal') return kind === 'client' ? 404 : 401;
  if (kind === 'narrow-key') return 403;
  if (kind === 'member') return operation.roles.length === 0 || operation.roles.includes(role ?? '') ? 404 : 403;
  return kind === 'key' ? 404 : 401;
}

async function send(world: TenancyWorld, { method, path }: Described, asked: Asked): Promise<Answer> {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(asked.params?.[name] ?? ''));
  const query = asked.query ? `?${new URLSearchParams(asked.query).toString()}` : '';
  const answer = await fetch(`${world.app.url}${filled}${query}`, {
    method,
    headers: { ...asked.headers, ...(asked.body && { 'content-type': 'application/json' }) },
    ...(asked.body && { body: JSON.stringify(asked.body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Tasks are raised by the worker, so they come first, while it has little else to do. */
const turnOf = ({ name, path }: Described): string => `${path.includes('/tasks') ? 0 : 1} ${name}`;
const doorOf = ({ path }: Described): string => /^\/api\/v1\/([^/]+)/.exec(path)?.[1] ?? '';
const endsSessions = ({ name }: Described): boolean => /^DELETE .*\/session$/.test(name);
const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;
const idsIn = (text: string): string[] => [
  ...new Set(text.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []),
];
