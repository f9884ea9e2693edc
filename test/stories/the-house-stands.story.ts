import { useTestApp } from '../support/test-app.js';

describe('A whole installation', () => {
  const app = useTestApp();

  it('is alive, and makes a practice whose owner hears from nobody else', async () => {
    const alive = await app.visitor.get('/healthz');
    expect(alive.status).toBe(200);

    const practice = await app.given.practice();
    await app.settle();

    const view = await app.visitor.get(`/api/v1/public/practices/${practice.slug}`);
    expect(view.status).toBe(200);
    expect(view.body).toMatchObject({ slug: practice.slug, coaches: [{ slug: practice.coach.slug }], offerings: [] });
    expect(app.mailbox.messages().map(({ subject }) => subject)).toEqual(['You are invited']);
  });
});
