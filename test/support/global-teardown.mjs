/** Stops and removes the server that set-up started. */
export default async function globalTeardown() {
  if (!globalThis.rapportTestPostgres) return;
  await globalThis.rapportTestPostgres.destroy();
  globalThis.rapportTestPostgres = undefined;
  delete process.env.RAPPORT_TEST_SERVER;
}
