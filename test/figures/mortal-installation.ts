import { startMailbox, type RunningMailbox } from '../../tools/mailbox/index.js';
import { freePort } from '../../tools/setup/ports.mjs';
import { startSimulator, type RunningSimulator } from '../../tools/stripe-simulator/index.js';
import { stripeSecretKey, testConfig, webhookSecret } from '../support/test-config.js';
import { OwnServer, type FreshDatabases, type Stoppable } from './installation.js';
import { commandOf, environmentOf, MortalProgram, until } from './mortal-program.js';
import { asAdmin } from './overlaps.js';
import type { Mortal, Victim } from './victim.js';

/** A whole installation of processes of its own, database included, each of which can be killed. */
export class MortalInstallation implements Stoppable, Victim {
  private constructor(
    readonly url: string,
    readonly database: OwnServer,
    private readonly databases: FreshDatabases,
    readonly provider: RunningSimulator,
    readonly mailbox: RunningMailbox,
    readonly api: MortalProgram,
    readonly worker: MortalProgram,
  ) {}

  /** With a worker that is at work already, unless nobody wants one. */
  static async start({ worker: withWorker = true } = {}): Promise<MortalInstallation> {
    const database = await OwnServer.start();
    const databases = await database.freshDatabases('mortal');
    const mailbox = await startMailbox();
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const provider = await startSimulator({
      secretKey: stripeSecretKey,
      webhookSecret,
      webhookUrls: [`${url}/api/v1/webhooks/stripe`],
      retryDelaysMs: Array.from({ length: 1_000 }, () => 300),
    });
    const settings = { ...databases, smtpUrl: mailbox.smtpUrl, stripeUrl: provider.url, publicUrl: url };
    const env = environmentOf(testConfig({ ...settings, env: { PORT: String(port) } }));
    const api = new MortalProgram(commandOf('api'), env);
    const worker = new MortalProgram(commandOf('worker'), env);
    const installation = new MortalInstallation(url, database, databases, provider, mailbox, api, worker);
    api.start();
    if (withWorker) worker.start({ watched: true });
    if (await until(() => installation.isUp(withWorker), 60_000)) return installation;
    await installation.stop();
    throw new Error('The installation does not come up.');
  }

  get adminUrl(): string {
    return this.databases.adminUrl;
  }

  /** The API as a part that is killed. */
  get mortalApi(): Mortal {
    return {
      leavesApi: false,
      kill: () => this.api.kill(),
      startAgain: async () => {
        this.api.start();
        if (!(await until(() => this.isUp(false), 120_000))) throw new Error('The API does not come up again.');
      },
    };
  }

  /** The control: a commit is acknowledged before it is written down, for as long as the server will put that off. */
  async acknowledgeBeforeCommit(): Promise<void> {
    await asAdmin(this.adminUrl, async (admin) => {
      for (const setting of ['synchronous_commit = off', `wal_writer_delay = '10s'`, `wal_writer_flush_after = '1GB'`])
        await admin.query(`ALTER SYSTEM SET ${setting}`);
      await admin.query('SELECT pg_reload_conf()');
    });
  }

  async stop(): Promise<void> {
    await this.api.kill();
    await this.worker.kill();
    await this.provider.close();
    await this.mailbox.close();
    await this.database.stop();
  }

  private async isUp(withWorker: boolean): Promise<boolean> {
    const answer = await fetch(`${this.url}/readyz`).catch(() => undefined); // not listening yet
    if (answer?.status !== 200) return false;
    const { parts } = (await answer.json()) as { parts: Record<string, { status: string }> };
    return !withWorker || parts['worker']?.status === 'ok';
  }
}
