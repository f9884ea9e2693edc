import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { Sentence } from './sentence.mjs';

const ADDRESSES = ['127.0.0.1', '0.0.0.0', '::'];
/** Below what any system gives to connections: Linux begins at 32768, others at 49152. */
const [LOWEST, HIGHEST] = [20_000, 32_000];

/** Why nobody can listen on a port: "busy", "forbidden" (a low number without the right), or undefined where it is free. */
export async function portTrouble(port) {
  for (const host of ADDRESSES) {
    const code = await tryToListen(port, host);
    if (code === 'EADDRINUSE') return 'busy';
    if (code === 'EACCES') return 'forbidden';
    if (code !== undefined && code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT')
      throw new Error(`port ${port}: ${code}`);
  }
  return undefined;
}

/**
 * A port that is free, and none of `taken`. Not one that the system gives out: those it also gives to every connection that
 * is made to elsewhere, be it in the moment before somebody listens.
 */
export async function freePort(taken = []) {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (!taken.includes(port) && (await portTrouble(port)) === undefined) return port;
  }
}

/** A port from the environment, or a refusal that names its variable. */
export function readPort(variable, text) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new Sentence(
    `${variable} is "${text}", but a port is a whole number from 1 to 65535. Set another ${variable}.`,
  );
}

/** Refuses, with a sentence that says what to do, a port that can't be listened on. */
export async function requirePort(variable, port) {
  const trouble = await portTrouble(port);
  if (trouble === 'busy') {
    throw new Sentence(
      `Port ${port} is in use by another program. Stop that program, or choose another port: ${variable}=${port === 65535 ? 8080 : port + 1} npm start`,
    );
  }
  if (trouble === 'forbidden') {
    throw new Sentence(`This user may not listen on port ${port}. Choose one above 1023: ${variable}=8080 npm start`);
  }
}

function tryToListen(port, host) {
  return new Promise((tried) => {
    const server = createServer();
    server.once('error', (error) => tried(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => tried(undefined)));
  });
}
