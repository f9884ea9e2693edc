import { createServer, request, type Server } from 'node:https';
import { EgressClient } from './egress-client.js';
import { publicInternet } from './egress-ways.js';

/** Of calendar.example, signed by itself; they protect nothing. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg0kNIkTJvVa1cZ6Ea
u1Jln4M2O/Lxh0n+F2PUb6ElJM2hRANCAATrJbyFVMFQ+rORZAbSKJhoopF0xpIp
LI7E+8dasONdoJXbnogm7H3LZGRkIHYg6hGnxgr4Q9hL6hZ0b6ToCbaP
-----END PRIVATE KEY-----`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBqTCCAVCgAwIBAgIUdjBKCaPc8EBe7Ps5BymqAqBVoMgwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQY2FsZW5kYXIuZXhhbXBsZTAgFw0yNjExMjIxMTU2NDBaGA8y
MTI2MTAyOTExNTY0MFowGzEZMBcGA1UEAwwQY2FsZW5kYXIuZXhhbXBsZTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABOslvIVUwVD6s5FkBtIomGiikXTGkiksjsT7
x1qw412gldueiCbsfctkZGQgdiDqEafGCvhD2EvqFnRvpOgJto+jcDBuMB0GA1Ud
DgQWBBTz0rLzWUUAPOm4WQNPIj2ZwWuXOTAfBgNVHSMEGDAWgBTz0rLzWUUAPOm4
WQNPIj2ZwWuXOTAPBgNVHRMBAf8EBTADAQH/MBsGA1UdEQQUMBKCEGNhbGVuZGFy
LmV4YW1wbGUwCgYIKoZIzj0EAwIDRwAwRAIgUITkH/19u59RZImCf+73Oz2gVUCx
MXQBC+GeE84w88ECIGuyvHBaVdY50tfXnVwNdz21BuLvJO9vb2aKcLC10o1H
-----END CERTIFICATE-----`;

describe('A request to an address that somebody gave, by TLS', () => {
  let server: Server;
  let port: number;
  let reached = 0;

  beforeAll(async () => {
    server = createServer({ key, cert }, (_asked, answer) => {
      reached += 1;
      answer.end('an answer');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    port = (server.address() as { port: number }).port;
  });
  beforeEach(() => (reached = 0));
  afterAll(() => new Promise((closed) => server.close(closed)));

  const get = (host: string, trusting?: string) => {
    const ways: typeof publicInternet = {
      ...publicInternet,
      resolve: () => Promise.resolve(['127.0.0.1']),
      mayReach: () => true,
      ports: [port],
    };
    const client = new EgressClient(trusting === undefined ? ways : { ...ways, request: trustingIt(trusting) });
    return client.get(`https://${host}:${port}/`, { mostBytes: 100, withinMs: 5_000, contentTypes: [] });
  };
  const trustingIt = (ca: string) =>
    ((options: object, answered: () => void) => request({ ...options, ca }, answered)) as typeof publicInternet.request;

  it('is answered by whoever can prove to be the host that was named, at the address that was checked', async () => {
    expect((await get('calendar.example', cert)).body.toString()).toBe('an answer');
    expect(reached).toBe(1);
  });

  it('tells nothing to one who cannot: not signed by anybody known, or for another name', async () => {
    for (const asked of [get('calendar.example'), get('other.example', cert)])
      await expect(asked).rejects.toMatchObject({ code: 'not-secure' });
    expect(reached).toBe(0);
  });

  it('is not made to this machine by the ways of an installation, though the server would answer', async () => {
    const client = new EgressClient({ ...publicInternet, ports: [port], request: trustingIt(cert) });
    const limits = { mostBytes: 100, withinMs: 5_000, contentTypes: [] };
    await expect(client.get(`https://127.0.0.1:${port}/`, limits)).rejects.toMatchObject({
      code: 'address-not-public',
    });
    expect(publicInternet.ports).toEqual([443]);
    expect(reached).toBe(0);
  });
});
