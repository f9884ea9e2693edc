import { timingSafeEqual } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseForm, type FormTree } from './form.js';
import { fingerprintOf } from './idempotency.js';
import type { RememberedAnswer } from './kinds.js';
import { newId } from './ids.js';
import { operations, type Operation } from './operations.js';
import { StripeProblem } from './problem.js';
import type { Simulator } from './simulator.js';
import type { Turn } from './turn.js';

type Call = FastifyRequest<{ Params: { id?: string } }>;

/** The HTTP API, as the official SDK speaks it. */
export function openApiDoor(app: FastifyInstance, simulator: Simulator): void {
  for (const operation of operations) {
    app.route<{ Params: { id?: string } }>({
      method: operation.method,
      url: operation.path,
      handler: (call, reply) => answer(simulator, operation, call, reply),
    });
  }
}

async function answer(
  simulator: Simulator,
  operation: Operation,
  call: Call,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const requestId = newId('req', 14);
  void reply.headers({ 'request-id': requestId, 'stripe-version': simulator.apiVersion });
  try {
    const outcome = await perform(simulator, operation, call, requestId);
    if (outcome === 'cut') return cut(call, reply);
    if (outcome.replayed) void reply.headers({ 'idempotent-replayed': 'true', 'original-request': outcome.requestId });
    return await reply.status(outcome.status).send(outcome.body);
  } catch (fault) {
    if (fault instanceof StripeProblem) return reply.status(fault.status).send(fault.toBody());
    throw fault;
  }
}

function cut(call: Call, reply: FastifyReply): FastifyReply {
  void reply.hijack();
  call.raw.socket.destroy();
  return reply;
}

type Outcome = Pick<RememberedAnswer, 'status' | 'body' | 'requestId'> & { replayed: boolean };

async function perform(
  simulator: Simulator,
  operation: Operation,
  call: Call,
  requestId: string,
): Promise<Outcome | 'cut'> {
  const account = admit(simulator, call);
  if (simulator.faults.current.down) throw new StripeProblem(500, 'api_error', 'The simulator was told to be down.');
  const [path = '', query = ''] = call.url.split('?', 2);
  const form = call.body instanceof Map ? (call.body as FormTree) : parseForm(query);
  const id = call.params.id ?? '';
  const url = simulator.urlFor(call.headers.host);
  if (operation.method === 'GET')
    return run(simulator, operation, { account, form, id, url, requestId, key: null, fingerprint: '' });

  const key = call.headers['idempotency-key']?.toString() ?? null;
  const fingerprint = fingerprintOf(operation.method, path, form);
  const remembered = key === null ? undefined : simulator.keys.recall(account, key, fingerprint);
  if (remembered) return { ...remembered, replayed: true };
  if (simulator.faults.takeCut('cutBeforeCommit')) return 'cut';

  const release = key === null ? undefined : simulator.keys.hold(account, key);
  try {
    if (simulator.faults.current.delayMs > 0) await wait(simulator.faults.current.delayMs);
    const outcome = run(simulator, operation, { account, form, id, url, requestId, key, fingerprint });
    return simulator.faults.takeCut('cutAfterCommit') ? 'cut' : outcome;
  } finally {
    release?.();
  }
}

interface Asked {
  account: string;
  form: FormTree;
  id: string;
  requestId: string;
  key: string | null;
  fingerprint: string;
  /** Our address, as the caller knows it. */
  url: string;
}

/** Reads the parameters, makes the change, and remembers the answer with the key in the same commit. */
function run(simulator: Simulator, operation: Operation, asked: Asked): Outcome {
  const wish = simulator.parameters.read(operation.parameters, asked.form) as { expand?: string[] };
  const request = { id: asked.requestId, idempotency_key: asked.key };
  const remember = (status: number, body: object): Outcome => {
    const { key, fingerprint, requestId, account } = asked;
    if (key !== null)
      simulator.store.put('remembered_answer', account, {
        id: key,
        fingerprint,
        status,
        body,
        requestId,
        at: simulator.now(),
      });
    return { status, body, requestId, replayed: false };
  };
  try {
    const work = (turn: Turn): Outcome => {
      const result = operation.run(turn, wish as never, asked.id);
      if (result instanceof StripeProblem) return remember(result.status, result.toBody());
      return remember(200, simulator.expansion.expand(turn, result, wish.expand ?? []));
    };
    return simulator.change(asked.account, request, work, asked.url);
  } catch (fault) {
    // Nothing of the change remains, but the key stands for this refusal from now on.
    if (fault instanceof StripeProblem) simulator.store.commit(() => remember(fault.status, fault.toBody()));
    throw fault;
  }
}

/** Checks the key and the version; the account that the call is about, empty for the key's own. */
function admit(simulator: Simulator, call: Call): string {
  const given = call.headers.authorization?.replace(/^Bearer /, '') ?? '';
  const { secretKey } = simulator.options;
  if (!/^(sk|rk)_test_/.test(given) || (secretKey !== undefined && !isSame(given, secretKey))) {
    throw new StripeProblem(401, 'invalid_request_error', 'This is not the secret test key of the simulator.');
  }
  const version = call.headers['stripe-version']?.toString();
  if (version !== undefined && version !== simulator.apiVersion) {
    throw StripeProblem.invalid(`The simulator speaks API version ${simulator.apiVersion}, not ${version}.`);
  }
  const account = call.headers['stripe-account']?.toString() ?? '';
  if (account !== '' && !/^acct_[A-Za-z0-9]{6,64}$/.test(account)) {
    throw new StripeProblem(403, 'invalid_request_error', `The key may not act for the account '${account}'.`, {
      code: 'account_invalid',
    });
  }
  return account;
}

function isSame(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
