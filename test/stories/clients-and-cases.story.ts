import { BrakeService, CaseService, ClientService, SafeContactService, SuppressionService } from '#clients';
import type { Tx } from '#platform';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const ana = { name: 'Ana Ruiz', email: 'ana@example.org', timeZone: 'Europe/Madrid' };
const ben = { name: 'Ben Ode', email: 'ben@example.org', timeZone: 'Europe/London' };
const inside = <T>(practice: GivenPractice, work: (tx: Tx) => Promise<T>) =>
  app.db.inPractice({ practiceId: practice.id, actor: { kind: 'visitor' } }, work);

describe('The people a practice knows (item 7)', () => {
  it('are added, found and corrected by staff', async () => {
    const practice = await given.practice();
    const admin = app.as(practice);
    const made = await admin.post('/clients').send({ ...ana, email: 'Ana@Example.org', phone: '+44 20 7946 0000' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ email: 'ana@example.org', kind: 'contact', confirmed: false, revision: 1 });
    await admin.post('/clients').send(ben);

    const found = async (query: string) =>
      (await admin.get(`/clients?${query}`)).body.data.map((one: { name: string }) => one.name);
    expect(await found('')).toEqual(['Ben Ode', 'Ana Ruiz']);
    expect(await found('q=ruiz')).toEqual(['Ana Ruiz']);
    expect(await found('q=BEN@')).toEqual(['Ben Ode']);
    expect(await found('q=%25')).toEqual([]);

    const path = `/clients/${made.body.id}`;
    const changed = await admin.patch(path).set('If-Match', '"1"').send({ name: 'Ana R.', phone: null });
    expect(changed.body).toMatchObject({ name: 'Ana R.', phone: null, timeZone: 'Europe/Madrid', revision: 2 });
    expect((await admin.patch(path).set('If-Match', '"1"').send({ name: 'Late' })).status).toBe(412);
    const stranger = await given.practice();
    expect((await app.as(stranger).get(path)).status).toBe(404);
    expect((await app.as(stranger).patch(path).set('If-Match', '"2"').send({ name: 'Mine' })).status).toBe(404);
  });

  it('stay strangers when a known address books, until the mail to it was opened', async () => {
    const practice = await given.practice();
    const clients = app.api.get(ClientService);
    const known = await inside(practice, async (tx) => {
      const { clientId } = await clients.meet(tx, ana);
      return clients.confirm(tx, clientId);
    });
    const { clientId: stranger } = await inside(practice, (tx) => clients.meet(tx, ana));
    expect(stranger).not.toBe(known);
    expect((await inside(practice, (tx) => clients.find(tx, { ...ana, email: 'ANA@example.org' })))?.id).toBe(known);

    await inside(practice, async (tx) => {
      const coachId = practice.coach.id;
      await app.api.get(CaseService).openFor(tx, { clientId: stranger, coachId, kind: 'individual' });
    });
    expect(await inside(practice, (tx) => clients.confirm(tx, stranger))).toBe(known);
    expect(await inside(practice, (tx) => clients.confirm(tx, stranger))).toBe(known);
    expect(await app.rows(practice, 'participants')).toMatchObject([{ client_id: known }]);
    const read = await app.as(practice).get(`/clients/${stranger}`);
    expect(read.body).toMatchObject({ id: known, confirmed: true });
    expect((await app.as(practice).get('/clients')).body.data).toHaveLength(1);
  });

  it('are two people where two names share a mailbox', async () => {
    const practice = await given.practice();
    const clients = app.api.get(ClientService);
    const meet = (name: string) => inside(practice, (tx) => clients.meet(tx, { ...ana, name }));
    const [first, second] = [await meet('Ana Ruiz'), await meet('Iker Ruiz')];
    expect(first.clientId).not.toBe(second.clientId);
  });

  it('keep their brake in a booking that names them, before it is known who booked; nobody else at their address has it', async () => {
    const practice = await given.practice();
    const [clients, brakes] = [app.api.get(ClientService), app.api.get(BrakeService)];
    const meet = (person: typeof ana) => inside(practice, async (tx) => (await clients.meet(tx, person)).clientId);
    const isPulled = (clientId: string) => inside(practice, (tx) => brakes.isPulled(tx, clientId));
    const known = await meet(ana);
    await inside(practice, async (tx) => {
      await clients.confirm(tx, known);
      await brakes.pull(tx, known);
    });
    const [again, other] = [
      await meet({ ...ana, name: ana.name.toUpperCase() }),
      await meet({ ...ana, name: 'Ben Ruiz' }),
    ];
    expect([await isPulled(again), await isPulled(other)]).toEqual([true, false]);
    await inside(practice, (tx) => brakes.release(tx, known));
    expect(await isPulled(again)).toBe(false);
  });

  it.each([
    ['a bounce after "never again"', ['never_again', 'bounce']],
    ['"never again" after a bounce', ['bounce', 'never_again']],
  ] as const)('keep every reason why nothing is mailed to them: %s lets nothing through', async (_, reasons) => {
    const practice = await given.practice();
    const suppressions = app.api.get(SuppressionService);
    const { clientId } = await inside(practice, (tx) => app.api.get(ClientService).meet(tx, ana));
    await inside(practice, (tx) => app.api.get(ClientService).confirm(tx, clientId));
    // Who holds a PIN is written to although somebody at the mailbox said "never again".
    await app.sql(
      `INSERT INTO client_factors (practice_id, client_id, pin_hash, pin_set_at) VALUES ($1, $2, 'x', now())`,
      [practice.id, clientId],
    );
    const covers = () => inside(practice, (tx) => suppressions.covers(tx, ana.email, 'service', clientId));
    for (const reason of reasons)
      for (let said = 0; said < 2; said += 1)
        await inside(practice, (tx) => suppressions.add(tx, ana.email, reason, 'all'));
    expect(await covers()).toBe(true);
    const kept = await app.rows<{ reason: string }>(practice, 'suppressions');
    expect(kept.map(({ reason }) => reason).sort()).toEqual(['bounce', 'never_again']);
    await app.sql(`DELETE FROM suppressions WHERE practice_id = $1 AND reason = 'bounce'`, [practice.id]);
    expect(await covers()).toBe(false);
  });

  it('keep their stops: suppression, brake and quiet hours', async () => {
    const practice = await given.practice();
    const [suppressions, brakes] = [app.api.get(SuppressionService), app.api.get(BrakeService)];
    const { clientId } = await inside(practice, (tx) => app.api.get(ClientService).meet(tx, ana));
    await inside(practice, async (tx) => {
      await suppressions.add(tx, ana.email, 'unsubscribe', 'marketing');
      expect(await suppressions.covers(tx, 'Ana@example.org', 'marketing')).toBe(true);
      expect(await suppressions.covers(tx, ana.email, 'service')).toBe(false);
      await suppressions.add(tx, ana.email, 'bounce', 'all');
      expect(await suppressions.covers(tx, ana.email, 'service')).toBe(true);

      expect(await brakes.isPulled(tx, clientId)).toBe(false);
      await brakes.pull(tx, clientId);
      expect(await brakes.isPulled(tx, clientId, practice.coach.id)).toBe(true);
      await brakes.release(tx, clientId);
      expect(await brakes.isPulled(tx, clientId)).toBe(false);

      expect(await app.api.get(SafeContactService).rules(tx, clientId)).toEqual({
        level: 'discreet',
        quiet: null,
        sender: null,
        subject: null,
      });
    });
  });
});

describe('A case', () => {
  it('of a couple takes two people the coach adds, each with an address of their own', async () => {
    const practice = await given.practice();
    const admin = app.as(practice);
    const opened = await admin.post('/cases').send({ kind: 'couple', coach: practice.coach.id });
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({ status: 'inquiry', participants: [], nextAppointmentAt: null });

    const path = `/cases/${opened.body.id}/participants`;
    const first = await admin.post(path).send(ana);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ name: 'Ana Ruiz', status: 'joined' });
    expect(await admin.post(path).send(ana)).toBeProblem(409, '/problems/already-participant');
    const shared = await admin.post(path).send({ ...ben, email: ana.email });
    expect(shared.body.errors).toMatchObject([{ path: 'email' }]);
    await admin.post(path).send(ben);
    expect(await admin.post(path).send({ ...ben, name: 'Cy', email: 'cy@example.org' })).toBeProblem(
      409,
      '/problems/case-full',
    );
    const people = await admin.get(path);
    expect(people.body.data.map((one: { name: string }) => one.name)).toEqual(['Ana Ruiz', 'Ben Ode']);
    const actions = (await app.rows<{ action: string }>(practice, 'audit_entries')).map(({ action }) => action);
    expect(actions.filter((action) => /^(case|participant|client)\./.test(action)).sort()).toEqual([
      'case.opened',
      'client.created',
      'client.created',
      'participant.added',
      'participant.added',
    ]);
  });

  it('never takes two people of one address, whichever way they come into it', async () => {
    const practice = await given.practice();
    const admin = app.as(practice);
    const add = async (person: object) => (await admin.post('/clients').send(person)).body as { id: string };
    const [one, two, other] = [await add(ana), await add({ ...ana, name: 'Iker Ruiz' }), await add(ben)];
    const couple = { kind: 'couple', coach: practice.coach.id };
    const both = await admin.post('/cases').send({ ...couple, clients: [one.id, two.id] });
    expect(both.body).toMatchObject({ status: 400, errors: [{ path: 'clients.1' }] });
    const opened = await admin.post('/cases').send({ ...couple, clients: [one.id, other.id] });
    expect(opened.status).toBe(201);
    const moved = await admin.patch(`/clients/${other.id}`).set('If-Match', '"1"').send({ email: 'ANA@example.org' });
    expect(moved.body).toMatchObject({ status: 400, errors: [{ path: 'email' }] });

    const { participants } = opened.body as { participants: { id: string }[] };
    const added = (await app.rows<{ action: string; subject_id: string }>(practice, 'audit_entries')).filter(
      ({ action }) => action === 'participant.added',
    );
    expect(added.map(({ subject_id: id }) => id).sort()).toEqual(participants.map(({ id }) => id).sort());
  });

  it('is found again when staff book with the same coach, and never by a booking from outside', async () => {
    const practice = await given.practice();
    const cases = app.api.get(CaseService);
    const coachId = practice.coach.id;
    await inside(practice, async (tx) => {
      const { clientId } = await app.api.get(ClientService).meet(tx, ana);
      const alone = await cases.openFor(tx, { clientId, coachId, kind: 'individual' });
      expect(await cases.openFor(tx, { clientId, coachId, kind: 'individual' })).toEqual({ ...alone, opened: false });
      const couple = await cases.open(tx, { clientId, coachId, kind: 'couple', partner: ben });
      expect(await cases.openFor(tx, { clientId, coachId, kind: 'couple' })).toEqual({ caseId: couple, opened: false });
      expect(await cases.open(tx, { clientId, coachId, kind: 'couple', partner: ben })).not.toBe(couple);
    });
  });

  it('shows a partner somebody named as named, once', async () => {
    const practice = await given.practice();
    const { caseId } = await inside(practice, async (tx) => {
      const { clientId } = await app.api.get(ClientService).meet(tx, ana);
      const caseId = await app.api
        .get(CaseService)
        .open(tx, { clientId, coachId: practice.coach.id, kind: 'couple', partner: ben });
      return { caseId };
    });
    const people = async () =>
      (await app.as(practice).get(`/cases/${caseId}/participants`)).body.data.map(
        (one: { name: string; status: string; clientId: string | null }) => [
          one.name,
          one.status,
          one.clientId !== null,
        ],
      );
    expect(await people()).toEqual([
      ['Ana Ruiz', 'joined', true],
      ['Ben Ode', 'named', false],
    ]);
    const added = await app.as(practice).post(`/cases/${caseId}/participants`).send(ben);
    expect(added).toBeProblem(409, '/problems/invite-instead');
    await inside(practice, async (tx) => {
      const { clientId } = await app.api.get(ClientService).meet(tx, ben);
      await app.api.get(CaseService).addParticipant(tx, caseId, clientId);
    });
    expect(await people()).toEqual([
      ['Ana Ruiz', 'joined', true],
      ['Ben Ode', 'joined', true],
    ]);
  });

  it('moves as its states allow, and says how it goes on', async () => {
    const practice = await given.practice();
    const admin = app.as(practice);
    const { body } = await admin.post('/cases').send({ kind: 'individual', coach: practice.coach.id });
    const path = `/cases/${body.id}`;
    const patch = (revision: number, change: object) => admin.patch(path).set('If-Match', `"${revision}"`).send(change);
    const refused = await patch(1, { status: 'paused' });
    expect(refused).toBeProblem(409, '/problems/case-cannot-move');
    expect((refused.body as { detail: string }).detail).toBe(
      'This case is an inquiry now and cannot become paused from there.',
    );
    expect((await patch(1, { status: 'active' })).body).toMatchObject({ status: 'active', revision: 2 });
    const slipping = await patch(2, { progress: 'slipping' });
    expect(slipping.body).toMatchObject({ progress: 'slipping', progressReason: null });
    // Words about a person wait until they can be sealed.
    expect((await patch(3, { progressReason: 'Two sessions were moved' })).status).toBe(400);
    expect((await patch(2, { status: 'closed' })).status).toBe(412);
    expect((await patch(3, { status: 'closed' })).body.closedAt).toBe('2027-01-11T09:00:00Z');
    expect(await admin.post(`${path}/participants`).send(ana)).toBeProblem(409, '/problems/case-closed');
  });

  it('is moved back for three minutes, once, whatever the move was', async () => {
    const practice = await given.practice();
    const admin = app.as(practice);
    app.clock.set('2027-01-11T09:00:00Z');
    const { body } = await admin.post('/cases').send({ kind: 'individual', coach: practice.coach.id });
    expect(body).toMatchObject({ status: 'inquiry', undoableUntil: null });
    const path = `/cases/${body.id}`;
    const undo = () => admin.post(`${path}/undo`).send({});
    const move = async (revision: number, status: string) =>
      (await admin.patch(path).set('If-Match', `"${revision}"`).send({ status })).body;
    expect(await undo()).toBeProblem(409, '/problems/undo-too-late');

    expect(await move(1, 'closed')).toMatchObject({ status: 'closed', undoableUntil: '2027-01-11T09:03:00Z' });
    expect((await undo()).body).toMatchObject({ status: 'inquiry', closedAt: null, undoableUntil: null, revision: 3 });
    expect(await undo()).toBeProblem(409, '/problems/undo-too-late');
    await move(3, 'active');
    expect((await undo()).body).toMatchObject({ status: 'inquiry', revision: 5 });
    await move(5, 'active');
    await move(6, 'paused');
    const slipping = await admin.patch(path).set('If-Match', '"7"').send({ progress: 'slipping' });
    expect(slipping.body).toMatchObject({ status: 'paused', undoableUntil: '2027-01-11T09:03:00Z' });
    expect((await undo()).body).toMatchObject({ status: 'active', progress: 'slipping' });

    await move(9, 'closed');
    app.clock.set('2027-01-11T09:03:01Z');
    expect(await undo()).toBeProblem(409, '/problems/undo-too-late');
    expect((await admin.get(path)).body.status).toBe('closed');
    expect(
      await app
        .as(await given.practice())
        .post(`${path}/undo`)
        .send({}),
    ).toBeProblem(404, '/problems/not-found');
    const actions = (await app.rows<{ action: string }>(practice, 'audit_entries')).map(({ action }) => action);
    expect(actions.filter((action) => /^case\.(?!changed)/.test(action)).sort()).toEqual([
      'case.active',
      'case.active',
      'case.closed',
      'case.closed',
      'case.opened',
      'case.paused',
      'case.undone',
      'case.undone',
      'case.undone',
    ]);
    app.clock.set('2027-01-11T09:00:00Z');
  });

  it('is opened with people of whom some are known and some are new, or not at all', async () => {
    const practice = await given.practice();
    const admin = app.as(practice);
    const known = (await admin.post('/clients').send(ana)).body.id;
    const open = (body: object) => admin.post('/cases').send({ kind: 'couple', coach: practice.coach.id, ...body });
    const opened = await open({ clients: [known], people: [ben] });
    expect(opened.status).toBe(201);
    expect(opened.body.participants).toMatchObject([{ clientId: known }, { name: 'Ben Ode', status: 'joined' }]);

    const shared = await open({ clients: [known], people: [{ ...ben, email: ana.email }] });
    expect(shared.body.errors).toMatchObject([{ path: 'people.0.email' }]);
    expect(await open({ clients: [known], people: [ana] })).toBeProblem(409, '/problems/already-participant');
    const three = await open({ clients: [known], people: [ben, { ...ben, name: 'Cy', email: 'cy@example.org' }] });
    expect(three.body.errors).toMatchObject([{ path: 'people.1' }]);
    expect((await open({ people: [{ ...ben, email: 'nowhere' }] })).body.errors).toMatchObject([
      { path: 'people.0.email' },
    ]);
    expect((await admin.get('/cases')).body.data).toHaveLength(1);
    expect((await admin.get('/clients')).body.data).toHaveLength(2);
  });

  it('stands in the caseload by status, coach, person and name', async () => {
    const practice = await given.practice();
    const other = await given.coach(practice);
    const admin = app.as(practice);
    const client = (await admin.post('/clients').send(ana)).body.id;
    const mine = (await admin.post('/cases').send({ kind: 'individual', coach: practice.coach.id, clients: [client] }))
      .body;
    await admin.post('/cases').send({ kind: 'individual', coach: other.id });
    const ids = async (query: string) =>
      (await admin.get(`/cases?${query}`)).body.data.map((one: { id: string }) => one.id);
    expect(await ids('')).toHaveLength(2);
    expect(await ids(`coach=${practice.coach.id}&status=inquiry`)).toEqual([mine.id]);
    expect(await ids(`client=${client}`)).toEqual([mine.id]);
    expect(await ids('q=ruiz')).toEqual([mine.id]);
    expect(await ids('status=active')).toEqual([]);
    const page = await admin.get('/cases?limit=1');
    expect((await admin.get(`/cases?limit=1&cursor=${page.body.nextCursor}`)).body.data).toMatchObject([
      { id: mine.id },
    ]);
    const unknown = await admin.post('/cases').send({ kind: 'individual', coach: client, clients: [] });
    expect(unknown.body).toMatchObject({ status: 404, errors: [{ path: 'coach' }] });
  });
});
