import fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { SlotsQuery } from '#contracts';
import { Database, type Config } from '#platform';
import { OfferingService, SlotService } from '#scheduling';
import { createApi } from '../../apps/api/src/create-api.js';
import { testConfig } from '../support/test-config.js';

/**
 * A program with two servers in one process, so that both have the same runtime, pool and calendar: the API as it runs in
 * production, and a bare handler that knows its practice, runs the same tenant transaction and calls the same function. What it
 * takes comes as JSON in its environment; it prints where both listen, and ends with its standard input.
 */
const { databaseUrl, keyDatabaseUrl, practiceId } = JSON.parse(process.env['SLOTS_SERVERS'] ?? '{}') as {
  databaseUrl: string;
  keyDatabaseUrl: string;
  practiceId: string;
};

const nobody = { smtpUrl: 'smtp://127.0.0.1:9', stripeUrl: 'http://127.0.0.1:9', publicUrl: 'http://localhost:3999' };
const config: Config = { ...testConfig({ databaseUrl, keyDatabaseUrl, ...nobody }), NODE_ENV: 'production' };
const api = await createApi({ config });
await api.listen(0, '127.0.0.1');

const bare = fastify();
const [database, offerings, slots] = [api.get(Database), api.get(OfferingService), api.get(SlotService)];
const here = { practiceId, actor: { kind: 'visitor' }, readOnly: true } as const;
bare.get('/:offering/slots', async (request, reply) => {
  const { offering } = request.params as { offering: string };
  const query = SlotsQuery.parse(request.query);
  const listed = await database.inPractice(here, async (tx) =>
    slots.list(tx, await offerings.getBySlug(tx, offering), query),
  );
  return reply.send(listed);
});
await bare.listen({ port: 0, host: '127.0.0.1' });

const portOf = (server: { address: () => unknown }): number => (server.address() as AddressInfo).port;
process.stdout.write(
  `${JSON.stringify({
    api: `http://127.0.0.1:${portOf(api.getHttpServer())}`,
    bare: `http://127.0.0.1:${portOf(bare.server)}`,
  })}\n`,
);
process.stdin.once('end', () => void Promise.all([bare.close(), api.close()]).then(() => process.exit(0)));
process.stdin.resume();
