import { Resolver } from 'node:dns/promises';

/** A question that nobody answers is asked once more, and then given up. */
const patience = { timeout: 2_000, tries: 2 };

/**
 * Every address a public name leads to, asked of the name servers of this system. The system's own resolver would keep one of
 * the few threads of this process for as long as a name takes, and how long it takes is up to whoever gave it: four slow
 * names, and nobody can sign in. Throws as `node:dns` does.
 */
export function publicNames(servers?: readonly string[]): (name: string) => Promise<readonly string[]> {
  return async (name) => {
    const resolver = new Resolver(patience);
    if (servers) resolver.setServers(servers);
    const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    const found = [four, six].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (found.length === 0 && four.status === 'rejected') throw four.reason;
    return found;
  };
}
