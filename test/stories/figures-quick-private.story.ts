import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../support/test-app.js';
import { overhear, overhearTelling } from '../figures/discreet.js';
import { HostileCaller } from '../figures/hostile.js';
import { MailboxHolder } from '../figures/mailbox.js';
import { formFaults } from '../figures/page-forms.js';
import { CuriousPartner, withoutAudiences } from '../figures/partner.js';
import { TenancyWorld } from '../figures/tenancy-world.js';

describe('The figure "hostile", in small: hostile input on every operation (issue 3, items 6 and 8)', () => {
  const app = new TestApp();
  const caller = new HostileCaller(new TenancyWorld(app));
  const nothing = { broken: [], lost: [], changed: [], taken: [], careless: [], faults: [] };

  beforeAll(async () => {
    await app.start();
    await caller.prepare();
  });
  afterAll(async () => {
    caller.close();
    await app.stop();
  });

  it('breaks nothing, changes nothing and is not taken, whatever is sent', async () => {
    const few = /(admin\/clients|\{practice\}\/bookings|\/cancellation)$/;
    const walked = await caller.walk(({ path }) => few.test(path), { texts: 0 });
    expect(walked).toMatchObject({ ...nothing, walked: walked.inDocument });
    expect(walked.inDocument).toBe(4);
    expect(Object.values(walked.requests).every((count) => count > 0)).toBe(true);
  });

  it('sees faults, changes and what is taken once nothing is checked', async () => {
    const putBack = caller.withoutChecks();
    const open = await caller.walk(({ name }) => name === 'POST /api/v1/admin/clients', { texts: 0 });
    putBack();
    for (const kind of ['broken', 'changed', 'taken'] as const) expect(open[kind].length).toBeGreaterThan(0);
  });
});

describe('The figure "mailbox" (P7), in small: a mailbox alone opens nothing private (issue 3, items 1 and 8)', () => {
  const app = new TestApp();
  const holder = new MailboxHolder(app);
  const ofThePortal = ({ method, path }: { method: string; path: string }) =>
    (path.startsWith('/api/v1/portal/') && (method === 'GET' || path.includes('/answers/'))) ||
    `${method} ${path}` === 'POST /me/private';

  beforeAll(async () => {
    await app.start();
    await holder.prepare();
  });
  afterAll(() => app.stop());

  it('brings nothing private back and changes nothing with what the mails hold (published failure: second factor skipped)', async () => {
    const walked = await holder.walk(ofThePortal);
    expect(walked).toMatchObject({ leaks: [], changed: 0 });
    expect(walked.opened).toBeGreaterThan(5);
  });

  it('sees private items and changed settings once the lock is off', async () => {
    const putBack = holder.withoutLock();
    const settings = '/api/v1/portal/safe-contact';
    const open = await holder.walk(
      ({ method, path }) => path === settings || (method === 'GET' && path.startsWith('/api/v1/portal/')),
    );
    putBack();
    expect(open.leaks.length).toBeGreaterThan(0);
    expect(open.changed).toBeGreaterThan(0);
  });
});

describe('The figure "partner" (P4), in small (issue 3, items 4 and 8)', () => {
  const app = new TestApp();
  const partner = new CuriousPartner(app);
  const ofThePortal = ({ method, path }: { method: string; path: string }) =>
    method === 'GET' && /\/portal\/(appointments|assignments|safe-contact)/.test(path);

  beforeAll(async () => {
    await app.start();
    await partner.prepare();
  });
  afterAll(() => app.stop());

  it('sees nothing of what was planted in one as the other: operations, mails, rows, nor as who was named and has not joined', async () => {
    const walked = await partner.walk(ofThePortal);
    expect(walked).toMatchObject({ leaks: [], tellsApart: [] });
    expect(walked.opened).toBeGreaterThan(5);
    expect([await partner.rows(), (await partner.mails()).leaks]).toEqual([[], []]);
    expect(await partner.named()).toEqual({ before: 0, after: 1, leaks: [], formsTaken: ['POST /i/{token}'] });
  });

  it('sends every plain form that the server takes, each in a way that is taken from him', async () => {
    const walked = await partner.walk(({ form }) => form === true);
    expect(walked).toMatchObject({ leaks: [], tellsApart: [] });
    expect(await partner.formFaults([...walked.formsTaken, 'POST /i/{token}'])).toEqual([]);
  });

  it('names a form that nothing is sent to, one that is filled in wrongly, and what is never done or said with one', async () => {
    const { 'POST /me': _forgotten, ...forms } = partner.forms();
    const faults = await formFaults(app, {
      ...forms,
      'POST /i/{token}': [{ answer: 'perhaps' }],
      'POST /me/private': forms['POST /me/private']!.filter(({ action }) => action !== 'seen'),
      'POST /me/settings': forms['POST /me/settings']!.map(({ timeZone: _left, ...others }) => others),
      'POST /gone': [{}],
    });
    expect(faults).toEqual([
      'POST /me is sent nothing',
      'POST /i/{token} cannot read {"answer":"perhaps"}',
      'POST /me/private seen is sent nothing',
      'POST /me/settings is never sent with timeZone',
      'POST /gone takes no form',
    ]);
  });

  it('sees it once the restrictive policies are off', async () => {
    await withoutAudiences(app);
    expect((await partner.rows()).length).toBeGreaterThan(20);
    const open = await partner.walk(({ method, path }) => method === 'GET' && path.includes('portal/assignments'));
    expect(open.leaks.length + open.tellsApart.length).toBeGreaterThan(0);
  });
});

describe('The figure "discreet" (P7), in small (issue 3, item 8)', () => {
  const app = new TestApp();
  /** The practice's names say a word of its own here; those that say one of everybody's have a story of their own. */
  const own = [{ level: 'discreet', own: 'quarrel' }] as const;
  beforeAll(() => app.start());
  afterAll(() => app.stop());

  it('finds no word that tells, over every template, nor one that the practice added', async () => {
    const heard = await overhear(app, own);
    expect(heard).toMatchObject({ telling: [], unsent: [] });
    expect(heard.mails).toBeGreaterThan(20);
  });

  it('finds them once nothing is judged: in sender and link, and in a series that says one', async () => {
    const places = ['sender: quarrel', 'URL: quarrel', 'body: quarrel (A thought)'];
    expect((await overhearTelling(app, own)).telling).toEqual(
      expect.arrayContaining(places.map((place) => expect.stringContaining(place))),
    );
  });
});
