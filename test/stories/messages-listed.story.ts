import { useTestApp } from '../support/test-app.js';

describe('What was sent', () => {
  const app = useTestApp();

  it('is listed with the newest first where that is asked, page by page, and the first first otherwise', async () => {
    const practice = await app.given.practice();
    const offering = await app.given.offering(practice);
    await app.books('Ana', practice, offering, '2027-01-20T10:00:00Z');
    await app.books('Ana', practice, offering, '2027-01-21T10:00:00Z');
    await app.settle();
    const [{ id: client } = { id: '' }] = (await app.as(practice).get('/clients')).body.data as { id: string }[];
    const list = async (more: object) => {
      const { body } = await app
        .as(practice)
        .get('/messages')
        .query({ client, ...more });
      return body as { data: { id: string }[]; nextCursor: string | null };
    };
    const oldest = (await list({})).data.map(({ id }) => id);
    expect(oldest.length).toBeGreaterThan(1);
    const newest: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await list({ order: 'newest', limit: 1, ...(cursor && { cursor }) });
      newest.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(newest).toEqual([...oldest].reverse());
    expect((await app.as(practice).get('/messages').query({ order: 'loudest' })).status).toBe(400);
  });
});
