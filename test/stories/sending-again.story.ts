import type { GivenPractice } from '../support/given.js';
import { signsIn } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
let people = 0;

describe('Sending a doubtful message again (issue 3, item 3)', () => {
  async function inDoubt(): Promise<{ practice: GivenPractice; id: string; email: string; clientId: string }> {
    await app.sql('UPDATE outbox SET done_at = now() WHERE done_at IS NULL'); // what others left for later
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const name = `Ana${(people += 1)}`;
    await app.books(name, practice, offering, '2027-01-13T10:00:00Z');
    await app.settle();
    const email = `${name.toLowerCase()}@example.org`;
    const [client] = await app.rows<{ id: string }>(practice, 'clients');
    await app.mailbox.clear();
    await app.mailbox.setFaults({ dropAfterData: 1 });
    app.clock.set('2027-01-12T10:00:00Z');
    await app.settle();
    await app.mailbox.setFaults({});
    const reminder = (await app.rows<{ id: string; template: string; status: string }>(practice, 'messages')).find(
      (row) => row.template === 'reminder',
    )!;
    expect(reminder.status).toBe('outcome_unknown');
    return { practice, id: reminder.id, email, clientId: client!.id };
  }
  const again = (practice: GivenPractice, id: string) => app.as(practice).post(`/messages/${id}/send-again`).send({});

  it('goes once more under the same Message-ID, ends its task and is written down; a second time is refused', async () => {
    const { practice, id, email } = await inDoubt();
    expect((await app.as(practice).get('/messages?status=outcome_unknown')).body.data).toMatchObject([
      { id, maySendAgain: true },
    ]);
    const pressed = await again(practice, id);
    expect([pressed.status, pressed.body.status, pressed.body.maySendAgain]).toEqual([200, 'scheduled', false]);
    expect((await again(practice, id)).body.type).toBe('/problems/message-not-in-doubt');
    await app.settle();
    const copies = app.mailbox.messages(email);
    expect(copies).toHaveLength(2);
    expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
    expect((await again(practice, id)).body.type).toBe('/problems/message-not-in-doubt');
    expect((await app.rows<{ status: string }>(practice, 'tasks')).map(({ status }) => status)).toEqual(['done']);
    const entries = (await app.rows<{ action: string }>(practice, 'audit_entries')).map(({ action }) => action);
    expect(entries.filter((action) => action === 'message.sent-again')).toHaveLength(1);
  });

  it('asks the gate first: what is late, lost its reason or is not wanted stays where it is', async () => {
    const { practice, id, clientId, email } = await inDoubt();
    await app.sql(`INSERT INTO safe_contacts (practice_id, client_id, level) VALUES ($1, $2, 'none')`, [
      practice.id,
      clientId,
    ]);
    expect((await again(practice, id)).body).toMatchObject({
      type: '/problems/message-stopped',
      reason: 'safe-contact',
    });
    await app.sql('DELETE FROM safe_contacts WHERE client_id = $1', [clientId]);
    app.clock.set('2027-01-13T10:00:00Z');
    expect((await again(practice, id)).body).toMatchObject({ type: '/problems/message-stopped', reason: 'too-late' });
    expect((await app.as(practice).get('/messages?status=outcome_unknown')).body.data).toMatchObject([
      { id, maySendAgain: false },
    ]);
    await app.settle();
    expect(app.mailbox.messages(email)).toHaveLength(1);
  });

  it('is in doubt again where its outcome is unknown again: the task opens anew, and nobody sends it a third time', async () => {
    const { practice, id, email } = await inDoubt();
    await again(practice, id);
    await app.mailbox.setFaults({ dropAfterData: 1 });
    await app.settle();
    await app.mailbox.setFaults({});
    await app.settle();
    expect(app.mailbox.messages(email)).toHaveLength(2);
    expect((await app.as(practice).get('/messages?status=outcome_unknown')).body.data).toMatchObject([
      { id, maySendAgain: false },
    ]);
    expect((await app.rows<{ status: string }>(practice, 'tasks')).map(({ status }) => status)).toEqual(['open']);
    expect((await again(practice, id)).status).toBe(409);
  });

  it('is for the owner, the assistant and the client’s coach; to another coach there is no such message', async () => {
    const { practice, id } = await inDoubt();
    const other = await signsIn(app, practice, { role: 'coach', coach: true });
    expect((await other.post(`/messages/${id}/send-again`, {})).status).toBe(404);
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    expect((await assistant.post(`/messages/${id}/send-again`, {})).status).toBe(200);
    const stranger = await given.practice();
    expect((await again(stranger, id)).status).toBe(404);
  });
});
