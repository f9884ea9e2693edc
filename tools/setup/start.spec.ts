import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePorts, keepSecrets, lockDataFolder, publishUrls } from './data-folder.mjs';
import { isInstalled } from './install.mjs';
import { isOlder, tooOldSentence } from './node-version.mjs';
import { portTrouble, requirePort } from './ports.mjs';
import { childEnvironment, completeSecrets, readSettings } from './settings.mjs';

const databases = { databaseUrl: 'postgres://app@127.0.0.1/rapport', keyDatabaseUrl: 'postgres://app@127.0.0.1/keys' };
const ports = { SIMULATOR_PORT: 4001, MAILBOX_PORT: 4002, MAILBOX_SMTP_PORT: 4003, METRICS_PORT: 4004 };

function environmentOf(given: Record<string, string>): Record<string, string> {
  const settings = readSettings(given, '/rapport');
  return childEnvironment({ settings, secrets: completeSecrets(), databases, ports });
}

describe('npm start (item 3)', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rapport-start-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['v18.20.4', true],
    ['v20.18.3', true],
    ['v20.19.0', false],
    ['v24.1.0', false],
  ])('calls Node %s too old: %s', (version, old) => {
    expect(isOlder(version)).toBe(old);
    expect(tooOldSentence(version)).toContain('Install a newer one');
  });

  it('tells the simulator, the mailbox and its own PostgreSQL to the programs when nothing is given', () => {
    const env = environmentOf({});
    expect(env).toMatchObject({
      PORT: '3000',
      PUBLIC_URL: 'http://localhost:3000',
      STRIPE_API_URL: 'http://localhost:4001',
      SMTP_URL: 'smtp://127.0.0.1:4003',
      DEMO: 'true',
      ...{ DATABASE_URL: databases.databaseUrl, KEY_DATABASE_URL: databases.keyDatabaseUrl },
    });
    expect(env['STRIPE_SECRET_KEY']).toMatch(/^sk_test_/);
    expect(Buffer.from(env['DATA_KEY'] ?? '', 'base64')).toHaveLength(32);
    expect(env['RAPPORT_API_KEY']).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}_.{43}$/,
    );
    expect(env).not.toHaveProperty('NODE_ENV');
    expect(env).not.toHaveProperty('MIGRATION_DATABASE_URL');
  });

  it('uses what is given instead, and seeds no demo into a database of the person', () => {
    const env = environmentOf({
      DATABASE_URL: 'postgres://boss@db/rapport',
      STRIPE_SECRET_KEY: 'sk_test_mine',
      SMTP_URL: 'smtp://mail.example',
      PORT: '8080',
      SESSION_SECRET: 'given',
      NODE_ENV: 'production',
    });
    expect(env).toMatchObject({ STRIPE_SECRET_KEY: 'sk_test_mine', SMTP_URL: 'smtp://mail.example', DEMO: 'false' });
    expect(env).toMatchObject({ PUBLIC_URL: 'http://localhost:8080', SESSION_SECRET: 'given' });
    expect(env).not.toHaveProperty('STRIPE_API_URL');
  });

  it.each([
    [{ PORT: 'http' }, /PORT is "http"/],
    [{ PORT: '70000' }, /whole number from 1 to 65535/],
    [{ PUBLIC_URL: 'coaching.example' }, /PUBLIC_URL is "coaching\.example"/],
    [{ DEMO: 'yes' }, /true or false/],
  ])('refuses %j with a sentence that names the variable', (given, sentence) => {
    expect(() => readSettings(given, '/rapport')).toThrow(sentence);
  });

  it('says which port is busy and how to choose another', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address() as AddressInfo;
    await expect(requirePort('PORT', port)).rejects.toThrow(`Port ${port} is in use`);
    await new Promise((closed) => other.close(closed));
    expect(await portTrouble(port)).toBeUndefined();
  });

  it('says in a sentence that a folder can not be written to', () => {
    writeFileSync(join(folder, 'file'), '');
    const { status, stderr } = spawnSync(process.execPath, ['tools/setup/start.mjs'], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], DATA_DIR: join(folder, 'file', 'data') },
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/can't be written to \(ENOTDIR\).*choose another folder: DATA_DIR=/);
    expect(stderr).not.toContain('    at ');
  });

  it('makes secrets and ports once, keeps them for the next start, and shows the secrets to their owner alone', async () => {
    const first = keepSecrets(folder);
    expect(keepSecrets(folder)).toEqual(first);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    const chosen = await choosePorts(folder, {});
    expect(new Set(Object.values(chosen)).size).toBe(6);
    expect(await choosePorts(folder, {})).toEqual(chosen);
  });

  it('takes over the folder of a start that was killed, and lets go of it when it ends', () => {
    writeFileSync(join(folder, 'start.pid'), '4194999');
    const letGo = lockDataFolder(folder);
    expect(readFileSync(join(folder, 'start.pid'), 'utf8')).toBe(String(process.pid));
    letGo();
    expect(() => statSync(join(folder, 'start.pid'))).toThrow('ENOENT');
  });

  it('publishes the addresses whole', () => {
    publishUrls(folder, { app: 'http://localhost:3000' });
    expect(JSON.parse(readFileSync(join(folder, 'urls.json'), 'utf8'))).toEqual({ app: 'http://localhost:3000' });
  });

  it('installs again when a package is missing or of another version, and not for packages of other machines', () => {
    const wanted = {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0', optional: true },
    };
    expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
    expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
    expect(isInstalled(wanted, {})).toBe(false);
  });
});
